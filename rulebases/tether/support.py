"""Keeping watch and turning to support (guide, "Preventing Issues" to "Information to Provide")."""

from __future__ import annotations

from engine.rules import (
    Escalation,
    Routine,
    TicketContent,
    TicketField,
    TicketForm,
    all_of,
    any_of,
    seen,
)
from facts import (
    Account,
    Alert,
    Amazon,
    Connection,
    Error,
    FieldMapping,
    Integration,
    Merchant,
    NetSuite,
    Outage,
    Records,
    RunResult,
    Shopify,
    Sync,
    Tether,
    Visibility,
    YesNo,
)
from rulebases.tether.effects import (
    COUNTS_SHORT,
    ERROR_UNCLEAR,
    FIELD_EMPTY,
    FULFILLMENTS,
    ORDER_MISSING,
    PRODUCT_MISSING,
    SAYS_LOGIN,
    STOCK_STATIC,
)
from rulebases.tether.guide import GUIDE
from rulebases.tether.recovery import AFTER_DAMAGE, DAMAGE_SUSPECTED
from rulebases.tether.timeouts import TRIED_AGAIN

_SUPPORT = "Tether support"

ROUTINES = (
    Routine(
        id="tether.prevent.regular-checks#daily",
        title="Look at the status of each integration",
        every="day",
        asks=(Integration.status, Integration.state),
        warns_of=("tether.nosync.paused", "tether.auth.expired-oauth-token", "tether.auth.revoked-api-access"),
        source=GUIDE.at("Best Practices", "217-218"),
    ),
    Routine(
        id="tether.prevent.regular-checks#weekly",
        title="Go through the week's sync sessions",
        every="week",
        asks=(Sync.session_status, Sync.error),
        warns_of=("tether.timeout.large-volume", "tether.error.403"),
        source=GUIDE.at("Best Practices", "219"),
    ),
    Routine(
        id="tether.prevent.regular-checks#monthly",
        title="Audit every integration: settings, mappings, filters, permissions and record counts",
        every="month",
        asks=(Records.source_count, Records.target_count, Connection.token_expires_at),
        warns_of=("tether.nosync.filter-excludes", "tether.nosync.mapping", "tether.auth.expired-oauth-token"),
        source=GUIDE.at("Best Practices", "220"),
    ),
    Routine(
        id="tether.prevent.authentication#renew",
        title="Renew each authorisation before it expires",
        every="always",
        asks=(Connection.token_expires_at,),
        warns_of=("tether.auth.expired-oauth-token",),
        source=GUIDE.at("Best Practices", "221-222"),
    ),
    Routine(
        id="tether.prevent.authentication#own",
        title="Share credentials with nobody, and connect through service accounts",
        every="always",
        asks=(Account.password_changed_at,),
        warns_of=("tether.auth.changed-password", "tether.auth.invalid-api-credentials"),
        source=GUIDE.at("Best Practices", "223-224"),
    ),
    Routine(
        id="tether.prevent.documentation",
        title="Keep a record of settings, field mappings, own configurations and what was changed when",
        every="always",
        asks=(FieldMapping.changed_at,),
        source=GUIDE.at("Best Practices", "225-229"),
    ),
    Routine(
        id="tether.prevent.after-changes",
        title="After every change start a test sync, compare the data, and watch for errors",
        every="always",
        asks=(Sync.error, Records.source_count, Records.target_count),
        warns_of=("tether.nosync.mapping", "tether.nosync.filter-excludes", "tether.dup.missing-unique-id"),
        source=GUIDE.at("Best Practices", "230-233"),
    ),
    Routine(
        id="tether.alert.sync-failed",
        title="Be notified of every sync that fails",
        every="always",
        asks=(Alert.sync_failed, Sync.session_status),
        source=GUIDE.at("Setting Up Alerts", "237-239"),
    ),
    Routine(
        id="tether.alert.error-threshold",
        title="Be notified when errors exceed a limit",
        every="always",
        asks=(Alert.error_threshold, Sync.error_count, Error.occurrences),
        source=GUIDE.at("Setting Up Alerts", "240"),
    ),
    Routine(
        id="tether.alert.sync-delayed",
        title="Be notified when a sync does not run on schedule",
        every="always",
        asks=(Alert.sync_delayed, Sync.ran_on_schedule, Integration.last_sync),
        warns_of=("tether.nosync.paused",),
        source=GUIDE.at("Setting Up Alerts", "241"),
    ),
    Routine(
        id="tether.alert.data-discrepancy",
        title="Be notified when the record counts of both sides differ",
        every="always",
        asks=(Alert.data_discrepancy, Records.source_count, Records.target_count),
        warns_of=(
            "tether.nosync.filter-excludes",
            "tether.timeout.large-volume",
            "tether.dup.missing-unique-id",
            "tether.history.date-range-filter",
            "tether.recovery.outage-gap-unsynced",
        ),
        source=GUIDE.at("Setting Up Alerts", "242"),
    ),
)

_POINT_IN_ORDER = any_of(
    seen(Shopify, location_active=YesNo.YES),
    seen(Shopify, variant_visibility=Visibility.VISIBLE),
    seen(Shopify, fulfillment_service_configured=YesNo.YES),
    seen(Tether, marketplace_configured=YesNo.YES),
    seen(Amazon, marketplace_added=YesNo.YES),
    seen(Amazon, fba_permission=YesNo.YES),
    seen(NetSuite, role_permissions_complete=YesNo.YES),
    seen(NetSuite, custom_field_api_exposed=YesNo.YES),
    seen(NetSuite, saved_search_includes_record=YesNo.YES),
)

ESCALATIONS = (
    # Before everything else: what is repaired by guesswork cannot be recovered afterwards.
    Escalation(
        id="tether.escalate.corruption-suspected",
        title="Data may be damaged; nothing is to be recovered before support has been asked",
        to=_SUPPORT,
        when=DAMAGE_SUSPECTED,
        urgent=True,
        holds_repairs=True,
        steps=AFTER_DAMAGE,
        source=GUIDE.at("When to Contact Support; After Data Corruption", "249, 286-292"),
        items=("tether.recovery.after-corruption",),
    ),
    Escalation(
        id="tether.escalate.persists",
        title="The trouble is still there after what the guide advises was done",
        to=_SUPPORT,
        when=any_of(
            all_of(TRIED_AGAIN, seen(Sync, session_status=RunResult.FAILED)),
            all_of(SAYS_LOGIN, seen(Connection, reauthorized=YesNo.YES)),
        ),
        after_self_help=True,
        first=("tether.diag.step1-status", "tether.diag.step5-logs"),
        source=GUIDE.at("When to Contact Support", "247"),
    ),
    Escalation(
        id="tether.escalate.error-unclear",
        title="The error message does not say what is wrong",
        to=_SUPPORT,
        symptoms=(ERROR_UNCLEAR,),
        source=GUIDE.at("When to Contact Support", "248"),
    ),
    # Read as: what the tables for Shopify, Amazon and NetSuite name is in order, and the trouble stays.
    Escalation(
        id="tether.escalate.platform-specific",
        title="The platform's own point in the guide is in order, and the trouble is still there",
        to=_SUPPORT,
        when=_POINT_IN_ORDER,
        symptoms=(ORDER_MISSING, STOCK_STATIC, PRODUCT_MISSING, COUNTS_SHORT, FULFILLMENTS, FIELD_EMPTY),
        after_self_help=True,
        first=(
            "tether.nosync.check-order#1",
            "tether.nosync.check-order#2",
            "tether.nosync.check-order#3",
            "tether.nosync.check-order#4",
        ),
        source=GUIDE.at("When to Contact Support", "250"),
    ),
)

_INFORMATION = "Information to Provide"

TICKET = TicketForm(
    title="{platform}: {problem}",
    fields=(
        TicketField(
            "tether.ticket.integration-type",
            "Integration type",
            TicketContent.PLATFORM,
            "Name the platform that the integration connects.",
            GUIDE.at(_INFORMATION, "255"),
            fields=(Integration.platform,),
        ),
        TicketField(
            "tether.ticket.error-message",
            "Error message",
            TicketContent.MESSAGES,
            "Copy the message from the sync session's error details, letter for letter.",
            GUIDE.at(_INFORMATION, "256"),
            fields=(Sync.error, NetSuite.script_log),
        ),
        TicketField(
            "tether.ticket.when-started",
            "When it started",
            TicketContent.TIMELINE,
            "Find the first session in the sync history that did not go well.",
            GUIDE.at(_INFORMATION, "257"),
            fields=(Sync.started_at, Outage.started_at, Sync.missed_range, Error.last_at, Integration.last_sync),
        ),
        TicketField(
            "tether.ticket.steps-tried",
            "Steps tried",
            TicketContent.CHECKED,
            "List what was looked at and done, and what came of it.",
            GUIDE.at(_INFORMATION, "258"),
            fields=(Merchant.steps_tried,),
        ),
        TicketField(
            "tether.ticket.sync-session-id",
            "Sync session ID",
            TicketContent.FACTS,
            "Copy the ID of the session from the sync history.",
            GUIDE.at(_INFORMATION, "259"),
            fields=(Sync.id_,),
        ),
    ),
    channels=(),
)
