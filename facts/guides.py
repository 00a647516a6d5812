"""The guides that a case may be read by, under the names `system` uses."""

from __future__ import annotations

from typing import Final

EFS: Final = "efs"
APPSECONNECT: Final = "appseconnect"
TETHER: Final = "tether"
ERP: Final = "erp"
STORECONNECT: Final = "storeconnect"

SYSTEMS: Final = (EFS, APPSECONNECT, TETHER, ERP, STORECONNECT)
