import pytest

import facts
from facts import canonical_platform, load_case

SPELLINGS = [
    ("shopify", "Shopify"),
    ("Shopify Plus", "Shopify"),
    ("woo", "WooCommerce"),
    ("WOO COMMERCE", "WooCommerce"),
    ("magento2", "Magento 2"),
    ("Magento 1.9", "Magento 1"),
    ("magento", "Magento"),
    ("Adobe Commerce", "Magento"),
    ("amazon seller central", "Amazon"),
    ("EBAY", "eBay"),
    ("b1", "SAP Business One"),
    ("business central", "Dynamics 365 Business Central"),
    ("Shopify (EU store)", "Shopify"),
]


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_a_platform_is_known_in_common_spellings(spelling, name):
    assert canonical_platform(spelling) == name


@pytest.mark.parametrize("name", facts.PLATFORMS)
def test_every_platform_is_known_by_its_own_name(name):
    assert canonical_platform(name) == name


ROUTES = [  # as given, platform, route
    ("Shopify -> IS2 -> FCP", "Shopify", ("Shopify", "IS2", "FCP")),
    ("woo → b1", "WooCommerce", ("WooCommerce", "SAP Business One")),
    ("SAP B1 to shopify", "Shopify", ("SAP Business One", "Shopify")),
    ("SAP B1", "SAP Business One", ("SAP Business One",)),
    ("My Own Shop", "My Own Shop", ("My Own Shop",)),
    ("  ", None, ()),
]


@pytest.mark.parametrize(("given_route", "platform", "route"), ROUTES)
def test_a_route_is_taken_apart(given_route, platform, route):
    case = load_case({"platform": given_route})
    assert (case.platform, case.route) == (platform, route)


def test_an_unknown_part_is_kept_and_noted():
    case = load_case({"platform": "My Own Shop -> NetSuite"})
    assert case.route == ("My Own Shop", "NetSuite")
    assert len(case.notes) == 1
    assert "My Own Shop" in case.notes[0]
