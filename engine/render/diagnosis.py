"""Pages about a diagnosis, made from its JSON: what is wrong, the proof that matters, what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from engine.render.page import Line, Page, Section, Tone
from engine.render.phrases import (
    JsonObject,
    drop_repeated_places,
    drop_repeats,
    read_time,
    say_count,
    say_entity,
    say_fact,
    say_located,
    say_pair,
    say_places,
    say_source,
    say_span,
    say_time,
    shorten,
)

_TONES: Final = {
    "FAULT_CONFIRMED": Tone.BAD,
    "FAULT_SUSPECTED": Tone.UNSURE,
    "INSUFFICIENT_EVIDENCE": Tone.UNSURE,
}
_NOTHING_WRONG: Final = ("WAITING", "AS_DESIGNED")
_FEW: Final = 5
_FLAGS: Final = {
    "CONTRADICTORY": "Some facts contradict each other.",
    "UNEXPLAINED": "Something is seen that no known fault explains.",
    "TRUNCATED": "There are more explanations than were looked at.",
}
_ADVICE: Final = {
    "safe": "may be tried again",
    "useless_until": "do not retry yet",
    "duplicate_risk": "a retry may make a duplicate",
}


def page_of_diagnosis(diagnosis: JsonObject, *, everything: bool = False) -> Page:
    """Lay a diagnosis out for a reader in a hurry.

    Args:
        diagnosis: What ``Diagnosis.to_dict()`` returns.
        everything: Leave nothing out that a list would shorten.
    """
    return _Writer(diagnosis, everything).page()


def page_of_proof(diagnosis: JsonObject, fault: str) -> Page:
    """Lay out why a fault has its verdict, at each place where it has one."""
    writer = _Writer(diagnosis, everything=True)
    faults = writer.named(fault)
    sections = [Section(f"Why: {say_entity(item['scope'])}", tuple(writer.proof(item))) for item in faults]
    return writer.verdict_page(faults[0], sections)


def page_of_refusal(diagnosis: JsonObject, fault: str) -> Page:
    """Lay out why a fault is not confirmed, at each place where it has a verdict."""
    writer = _Writer(diagnosis, everything=True)
    faults = writer.named(fault)
    sections = [Section(f"Why not: {say_entity(item['scope'])}", tuple(writer.refusal(item))) for item in faults]
    return writer.verdict_page(faults[0], sections)


class _Writer:
    """One diagnosis being laid out."""

    def __init__(self, diagnosis: JsonObject, everything: bool) -> None:
        self.it = diagnosis
        self.most = 1_000_000 if everything else _FEW
        self.everything = everything
        self.now = read_time(diagnosis["run"]["now"])
        self.titles: dict[str, str] = {item["id"]: item["title"] for item in diagnosis["symptoms"]}
        self.titles |= {item["id"]: item["title"] for item in diagnosis["faults"]}

    # --- the page ---------------------------------------------------------------------------

    def page(self) -> Page:
        """Put everything together, the most important first and nothing that is empty."""
        parts: tuple[tuple[str, Callable[[], Iterable[Line]]], ...] = (
            ("Why", self._why),
            ("What to do", self._repairs),
            ("Next check", self._next_check),
            ("Normal or still within its time", self._expected),
            ("Possible causes", self._suspects),
            ("Where it shows, and what followed", self._locations),
            ("The same trouble in several systems", self._families),
            ("Will show later", self._latent),
            ("Cannot be seen yet", self._masked),
            ("Ruled out", self._ruled_out),
            ("Not looked at", self._unknown),
            ("Retries", self._retries),
            ("Who to turn to", self._escalation),
            ("Not used", self._unused),
            ("Mind", self._notes),
        )
        sections = (Section(title, tuple(lines())) for title, lines in parts)
        tone = _TONES.get(self.it["headline"], Tone.GOOD)
        return Page(self._headline(), tone, self._about(), tuple(section for section in sections if section.lines))

    def verdict_page(self, fault: JsonObject, sections: Sequence[Section]) -> Page:
        """Make a page about one fault."""
        tone = Tone.BAD if fault["verdict"] == "CONFIRMED" else Tone.STRONG
        return Page(f"{fault['title']}: {fault['verdict']}", tone, fault["id"], tuple(sections))

    def named(self, fault: str) -> list[JsonObject]:
        """Return the verdicts about a fault."""
        return [item for item in self.it["faults"] if item["id"] == fault]

    # --- the headline -----------------------------------------------------------------------

    def _headline(self) -> str:
        sentences: dict[str, Callable[[], str]] = {
            "FAULT_CONFIRMED": self._found,
            "FAULT_SUSPECTED": self._suspected,
            "INSUFFICIENT_EVIDENCE": self._insufficient,
            "WAITING": self._waiting,
            "AS_DESIGNED": self._designed,
            "HEALTHY": self._healthy,
        }
        help_needed = f" Turn to {self.it['escalation']['to']}." if self.it["escalation"]["needed"] else ""
        return sentences[self.it["headline"]]() + help_needed

    def _found(self) -> str:
        roots = self._grouped(self._with("CONFIRMED", root=True))
        if len(roots) == 1:
            return f"Found: {say_located(roots[0])}."
        return f"Found {len(roots)} faults: {'; '.join(say_located(items) for items in roots)}."

    def _suspected(self) -> str:
        suspects = self._grouped(self._with("SUSPECTED"))
        favoured = self._favoured()
        if not suspects:
            where = "; ".join(say_located(items) for items in self._grouped(self._with("CONFIRMED")))
            return f"Narrowed down: {where}. The cause is not known yet."
        if len(suspects) == 1 and suspects[0][0]["contradicted"]:
            return f"Unclear, for the facts contradict each other: {say_located(suspects[0])}?"
        if len(suspects) == 1:
            return f"Suspected, not confirmed: {say_located(suspects[0])}."
        if favoured is not None:
            return f"Most likely, for it alone explains everything: {favoured}. Other causes remain possible."
        return f"Not decided yet: {len(suspects)} causes could explain what is seen. The next check narrows them down."

    def _favoured(self) -> str | None:
        checks = [check for check in self.it["next_checks"] if check["because"] == "favoured"]
        titles = [self.titles[fault] for check in checks[:1] for fault in check["decides"][:1] if fault in self.titles]
        return titles[0] if titles else None

    def _insufficient(self) -> str:
        unexplained = self._roles("unexplained")
        if unexplained:
            return f"Nothing known explains this: {'; '.join(unexplained)}."
        return "Too little is known for a diagnosis. The next check says where to begin."

    def _waiting(self) -> str:
        until = read_time(self.it["until"])
        advice = drop_repeats(item["advice"] for item in self.it["expected"] if item["advice"] and item["explains"])
        if until is None and len(advice) == 1:
            return f"Nothing is wrong that this would not settle: {advice[0]}"
        if until is None:
            return "Nothing is wrong so far: what is missing is still within its time."
        return f"Nothing is wrong so far: wait until {self._when(until)}."

    def _designed(self) -> str:
        titles = drop_repeats(item["title"] for item in self.it["expected"])
        return f"This is how it is meant to be: {'; '.join(titles)}."

    def _healthy(self) -> str:
        latent = len(self._with("LATENT"))
        soon = f" {say_count(latent, 'thing')} will need attention." if latent else ""
        return f"All that was looked at works.{soon}"

    def _roles(self, role: str) -> list[str]:
        return drop_repeats(item["title"] for item in self.it["symptoms"] if item["role"] == role)

    def _about(self) -> str:
        run = self.it["run"]
        flags = "".join(f", {flag}" for flag in self.it["flags"])
        clock = f", as of {say_time(self.now)}" if self.now is not None else ""
        return f"{self.it['headline']}{flags} | {run['platform'] or 'platform not given'}{clock}"

    # --- proofs -----------------------------------------------------------------------------

    def _why(self) -> Iterator[Line]:
        roots = self._grouped(self._with("CONFIRMED", root=True))
        contradicted = [item for item in self._with("SUSPECTED") if item["contradicted"]]
        if roots:
            yield from self._proofs(roots)
        elif contradicted:
            for item in contradicted[: self.most]:
                yield from self.proof(item)
                yield from (Line(say_fact(fact), "against") for fact in item["why_not"]["facts"])
        elif self.it["headline"] in _NOTHING_WRONG:
            for items in self._grouped(self.it["expected"])[: self.most]:
                yield from (Line(say_fact(fact), "fact") for fact in items[0]["why"]["facts"])
                yield from (Line(rule, "rule") for rule in items[0]["why"]["rules"])
                yield from self._awaited(items)
                yield Line(say_source(items[0]["sources"][0]), "source", tone=Tone.QUIET)
        else:
            yield from self._sightings()

    def _proofs(self, roots: Sequence[list[JsonObject]]) -> Iterator[Line]:
        for items in roots[: self.most]:
            if len(roots) > 1:
                yield Line(say_located(items), tone=Tone.STRONG)
            paths = [path for item in items for path in item["why"]["paths"]]
            yield from self.proof({**items[0], "why": {**items[0]["why"], "paths": paths}})
        if len(roots) > self.most:
            yield Line(f"and {len(roots) - self.most} more faults (--all lists them)", "-", tone=Tone.QUIET)

    def _sightings(self) -> Iterator[Line]:
        """Show what was seen, where nothing is proved by it."""
        seen = self._to_show()
        for symptom in seen[: self.most]:
            yield from (Line(say_fact(fact), "fact") for fact in symptom["facts"])
            since = "; since when is not known" if symptom["state"] == "reported" else ""
            mark = "not so" if symptom["state"] == "absent" else "shows"
            yield Line(f"{symptom['title']}{say_places([symptom])}{since}", mark)
        if len(seen) > self.most:
            yield Line(f"and {len(seen) - self.most} more (--all lists them)", "-", tone=Tone.QUIET)

    def _to_show(self) -> list[JsonObject]:
        """Return the symptoms that made the headline."""
        missed = [item for item in self.it["symptoms"] if item["role"] in ("root evidence", "unexplained")]
        if missed or self.it["headline"] != "HEALTHY":
            return missed
        return [item for item in self.it["symptoms"] if item["state"] == "absent" and item["facts"]]

    def proof(self, fault: JsonObject) -> Iterator[Line]:
        """Go from the facts by rule and effects to the symptoms."""
        why = fault["why"]
        yield from (Line(say_fact(fact), "fact") for fact in why["facts"])
        yield from (Line(rule, "rule") for rule in why["rules"])
        ways: dict[tuple[str, ...], list[JsonObject]] = {}
        for path in why["paths"]:
            ways.setdefault((*path["effects"], path["symptom"]), []).append(path)
        for (*effects, symptom), paths in ways.items():
            yield from (Line(effect, "effect") for effect in effects)
            yield Line(f"{self._title(symptom)}{say_places(paths)}", "symptom")
            seen = self._symptom(symptom, paths[0]["scope"])
            facts = [fact for fact in seen["facts"] if fact not in why["facts"]] if seen is not None else []
            yield from (Line(say_fact(fact), "seen by") for fact in facts)
        if why["hidden_by"]:
            yield Line(self._places(why["hidden_by"]), "hidden")
        if not why["facts"] and not why["paths"] and not why["hidden_by"]:
            yield from self.refusal(fault)
        else:
            yield Line(say_source(why["source"]), "source", tone=Tone.QUIET)

    def refusal(self, fault: JsonObject) -> Iterator[Line]:
        """Say why a fault is not confirmed."""
        yield Line(fault["why_not"]["text"], "answer")
        yield from (Line(say_fact(fact), "fact") for fact in fault["why_not"]["facts"])
        yield Line(say_source(fault["sources"][0]), "source", tone=Tone.QUIET)

    # --- what to do -------------------------------------------------------------------------

    def _repairs(self) -> Iterator[Line]:
        groups: dict[str, list[JsonObject]] = {}
        for repair in self.it["repairs"]:
            groups.setdefault(repair["fault"], []).append(repair)
        for number, (identity, repairs) in enumerate(list(groups.items())[: self.most], 1):
            scopes = {repair["scope"] for repair in repairs}
            faults = [each for each in self.named(identity) if each["scope"] in scopes]
            if len(groups) > 1:
                hidden = " - there, though it cannot show yet" if faults[0]["verdict"] == "MASKED" else ""
                yield Line(f"{say_located(faults)}{hidden}", f"{number}.", tone=Tone.STRONG)
            yield from self._remedy(faults[0]["remedy"], repairs, level=int(len(groups) > 1))
        if len(groups) > self.most:
            yield Line(f"and {len(groups) - self.most} more repairs (--all lists them)", "-", tone=Tone.QUIET)

    def _remedy(self, remedy: JsonObject, repairs: Sequence[JsonObject], level: int) -> Iterator[Line]:
        for number, step in enumerate(remedy["steps"], 1):
            yield Line(step, "-" if level else f"{number}.", level)
        if remedy["by"] != "merchant":
            yield Line(f"the {remedy['by']}", "by", level)
        verify = [repairs[0]["verify"]] if repairs[0]["verify"] else []
        if repairs[0]["within_minutes"]:
            verify.append(f"Expect it within {say_span(timedelta(minutes=repairs[0]['within_minutes']))}.")
        if verify:
            yield Line(" ".join(verify), "verify", level)
        resync = drop_repeats(say_entity(record) for repair in repairs for record in repair["resync"])
        if resync:
            yield Line(f"try again by hand, in this order: {shorten(resync, self.most)}", "then", level)
        remaining = [place for repair in repairs for place in repair["remains"]]
        for place in remaining[: self.most]:
            stays = f"{self._title(place['id'])}{say_places([place])}: stays until this is repaired, too"
            yield Line(f"{stays}: {self._title(place['because_of'])}", "but", level)
        further = [each for each in remedy["workaround"] if not set(each["steps"]) <= set(remedy["steps"])]
        for procedure in further[: self.most]:
            yield Line(f"{procedure['title']}: {' '.join(procedure['steps'])}", "see also", level)

    def _next_check(self) -> Iterator[Line]:
        checks = [check for check in self.it["next_checks"] if self.everything or check["because"] != "masked"]
        for check in checks[:1]:
            yield Line(check["question"], tone=Tone.STRONG)
            yield from (Line(step, f"{number}.") for number, step in enumerate(check["how"], 1))
            if check["by"] != "merchant":
                yield Line(f"the {check['by']}", "by")
            if check["asks"]:
                yield Line(f"put the answer into the case as {' and '.join(check['asks'])}", "answer")
            if check["source"] is not None:
                yield Line(say_source(check["source"]), "source", tone=Tone.QUIET)
        if len(checks) > 1:
            yield Line("Then:", tone=Tone.QUIET)
            yield from self._few([check["question"] + self._after(check) for check in checks[1:]], "checks")
        if self.it["headline"] == "WAITING" and self.it["then"] and not checks:
            waiting = [item for item in self.it["symptoms"] if item["state"] in ("waiting", "grace")]
            looks = [look for item in waiting if (look := read_time(item["look_at"])) is not None]
            first = min(looks, default=None)
            yield Line(self.it["then"] + (f" Look at {self._when(first)}." if first else ""))

    def _after(self, check: JsonObject) -> str:
        return f" (after: {'; '.join(self._title(fault) for fault in check['after'])})" if check["after"] else ""

    def _retries(self) -> Iterator[Line]:
        by_advice: dict[tuple[str, str], list[str]] = {}
        for item in self.it["retry"]:
            if item["advice"] in _ADVICE:
                by_advice.setdefault((item["advice"], item["reason"]), []).append(say_entity(item["record"]))
        for (advice, reason), records in by_advice.items():
            yield Line(f"{shorten(records, self.most)}: {_ADVICE[advice]}. {reason}", "-")

    # --- the rest ---------------------------------------------------------------------------

    def _expected(self) -> Iterator[Line]:
        if self.it["headline"] not in _NOTHING_WRONG:
            for items in self._grouped(self.it["expected"])[: self.most]:
                yield from self._awaited(items, "-", 1)

    def _awaited(self, items: Sequence[JsonObject], mark: str = "expected", level: int = 0) -> Iterator[Line]:
        until = read_time(items[0]["until"])
        wait = f", until {self._when(until)}" if until is not None else ""
        yield Line(f"{say_located(items)}{wait}", mark)
        if items[0]["advice"]:
            yield Line(items[0]["advice"], "advice", level)

    def _suspects(self) -> Iterator[Line]:
        groups = self._grouped(self._with("SUSPECTED"))
        if len(groups) > 1 or self.it["headline"] != "FAULT_SUSPECTED" or self.everything:
            many = max(self.most, 12)
            for items in groups[:many]:
                needed = " - needed in every explanation" if items[0]["necessary"] else ""
                yield Line(f"{say_located(items)} [{items[0]['id']}]{needed}", "-")
            if len(groups) > many:
                yield Line(f"and {len(groups) - many} more (--all lists them)", "-", tone=Tone.QUIET)

    def _locations(self) -> Iterator[Line]:
        for items in self._grouped(self._with("CONFIRMED", root=False))[: self.most]:
            yield Line(say_located(items), "-")
            follows = drop_repeated_places(place for item in items for place in item["follows"])
            if follows:
                yield Line(self._places(follows), "follows from", 1)

    def _families(self) -> Iterator[Line]:
        """Say where several guides know the same trouble: each has its own remedy."""
        for family in self.it["families"]:
            places = [(place["id"], place["scope"]) for place in family["faults"]]
            named = [item for item in self.it["faults"] if (item["id"], item["scope"]) in places]
            guides = drop_repeats(item["sources"][0]["guide"] for item in named)
            yield Line(f"{family['family']}, known to the guides {', '.join(guides)}:", "-", tone=Tone.STRONG)
            for items in self._grouped(named)[: self.most]:
                yield Line(say_located(items), items[0]["sources"][0]["guide"], 1)
                yield Line(" ".join(items[0]["remedy"]["steps"][:3]), "remedy", 2)

    def _latent(self) -> Iterator[Line]:
        for items in self._grouped(self._with("LATENT"))[: self.most]:
            yield Line(say_located(items), "-")
            yield from (Line(say_fact(fact), "fact", 1) for fact in items[0]["why"]["facts"])
            yield Line(items[0]["remedy"]["steps"][0], "do", 1)

    def _masked(self) -> Iterator[Line]:
        masked = self._with("MASKED")
        if masked:
            first = self._places(drop_repeated_places(place for item in masked for place in item["why"]["hidden_by"]))
            groups = self._grouped(masked)
            known = [items for items in groups if items[0]["presence"] == "present"]
            rest = [items[0]["title"] for items in groups if items[0]["presence"] != "present"]
            yield Line(f"{say_count(len(groups), 'fault')} could only show once this is resolved: {first}.")
            yield from (Line(f"{say_located(items)} - known to be there", "-") for items in known)
            if rest:
                yield from (Line(title, "-") for title in (rest if self.everything else [shorten(rest, 3)]))

    def _ruled_out(self) -> Iterator[Line]:
        out = self._grouped(self._with("RULED_OUT"))
        if self.everything:
            for items in out:
                yield Line(f"{items[0]['title']} [{items[0]['id']}]", "-")
                yield Line(items[0]["why_not"]["text"], level=1, tone=Tone.QUIET)
        elif out:
            yield Line(shorten([items[0]["title"] for items in out], 3))

    def _unknown(self) -> Iterator[Line]:
        for items in self._grouped(self._with("UNKNOWN")):
            yield Line(f"{items[0]['title']} [{items[0]['id']}]", "-")
            yield Line(items[0]["why_not"]["text"], level=1, tone=Tone.QUIET)

    def _escalation(self) -> Iterator[Line]:
        escalation = self.it["escalation"]
        if not escalation["needed"]:
            return
        urgent = " at once" if escalation["urgent"] else ""
        yield Line(f"Turn to {escalation['to']}{urgent}.", tone=Tone.STRONG)
        yield from (Line(step, f"{number}.") for number, step in enumerate(escalation["steps"], 1))
        yield from (Line(reason, "-") for reason in escalation["reasons"])
        ticket = escalation["ticket"]
        if ticket is not None:
            yield Line("Ticket to send:")
            yield Line(ticket["title"], "title", 1)
            yield from self._ticket_fields(ticket)
            if ticket["channels"]:
                yield Line("; ".join(channel["title"] for channel in ticket["channels"]), "ways")

    def _ticket_fields(self, ticket: JsonObject) -> Iterator[Line]:
        for item in ticket["fields"]:
            if item["value"]:
                first, *more = item["value"].splitlines()
                yield Line(f"{item['label']}:" + ("" if more else f" {first}"), level=1)
                yield from (Line(each, level=2) for each in ((first, *more) if more else ()))
        for item in ticket["fields"]:
            if item["required"] and not item["value"]:
                yield Line(f"{item['label']} - {item['how_to_get']}", "missing", 1, Tone.UNSURE)

    def _unused(self) -> Iterator[Line]:
        yield from self._few([f"{say_pair(item)}: {item['reason']}" for item in self.it["unused"]], "facts")

    def _notes(self) -> Iterator[Line]:
        yield from (Line(_FLAGS[flag], "-") for flag in self.it["flags"] if flag in _FLAGS)
        yield from (Line(note, "-") for note in self.it["run"]["notes"])

    # --- parts of lines ---------------------------------------------------------------------

    def _few(self, texts: Sequence[str], what: str) -> Iterator[Line]:
        yield from (Line(text, "-") for text in texts[: self.most])
        if len(texts) > self.most:
            yield Line(f"and {len(texts) - self.most} more {what} (--all lists them)", "-", tone=Tone.QUIET)

    def _with(self, verdict: str, root: bool | None = None) -> list[JsonObject]:
        return [
            item
            for item in self.it["faults"]
            if item["verdict"] == verdict and (root is None or item["root_cause"] is root)
        ]

    def _grouped(self, items: Iterable[JsonObject]) -> list[list[JsonObject]]:
        """Put verdicts about the same thing at several places together."""
        groups: dict[str, list[JsonObject]] = {}
        for item in items:
            groups.setdefault(item["id"], []).append(item)
        return list(groups.values())

    def _symptom(self, identity: str, scope: str) -> JsonObject | None:
        found = (item for item in self.it["symptoms"] if item["id"] == identity and item["scope"] == scope)
        return next(found, None)

    def _title(self, identity: str) -> str:
        return self.titles.get(identity, identity)

    def _places(self, places: Iterable[JsonObject]) -> str:
        groups = self._grouped(places)
        return "; ".join(f"{self._title(items[0]['id'])}{say_places(items)}" for items in groups)

    def _when(self, moment: datetime) -> str:
        if self.now is None or moment <= self.now:
            return say_time(moment)
        return f"{say_time(moment)}, {say_span(moment - self.now)} from now"
