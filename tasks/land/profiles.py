"""What the lake knows of each person, over all articles: what linking looks at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from quellenlage.tasks.land.asking import register_texts

COMMON = 40  # an entity that is named in more articles than this tells nobody apart


@dataclass(frozen=True, slots=True)
class Profile:
    """What the lake knows of one entity id, over all articles that give it.

    ``parties`` and ``roles`` are those that articles gave, ``organisations`` what the roles belong to; ``context`` the
    ids of persons and organisations named in the same articles, ``towns`` the places in them, without those that are
    named everywhere.
    """

    entity_id: str
    name: str
    kind: str
    gender: str | None = None
    country: str | None = None
    parties: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()


_PROFILES = """
WITH named AS (
    -- Who is only described is of one article; whoever took a picture or wrote the article keeps company with nobody.
    SELECT records.document_id, entity_id, records.name, records.kind, gender, country,
           credited.name IS NOT NULL AS credited
    FROM entity_records AS records
    LEFT JOIN (SELECT DISTINCT document_id, name FROM credits) AS credited
      ON credited.document_id = records.document_id AND credited.name = records.name
    WHERE named AND records.kind IN ('person', 'organisation', 'place')
      AND records.document_id IN (SELECT document_id FROM temp.asked_documents)
), rare AS (
    -- Over all articles, not only those that name who is asked for.
    SELECT entity_id FROM entity_records AS records
    ANTI JOIN credits ON credits.document_id = records.document_id AND credits.name = records.name
    WHERE named AND kind IN ('person', 'organisation', 'place') AND entity_id IN (SELECT entity_id FROM named)
    GROUP BY entity_id HAVING count(DISTINCT document_id) <= $common
), persons AS (
    SELECT entity_id, name, min(gender) AS gender, min(country) AS country,
           row_number() OVER (PARTITION BY entity_id ORDER BY count(*) DESC, length(name) DESC, name) AS place
    FROM named WHERE kind = 'person' AND entity_id IN (SELECT entity_id FROM temp.asked_persons)
    GROUP BY entity_id, name
), company AS (
    SELECT entity_id, document_id, kind, name FROM named
    WHERE NOT credited AND entity_id IN (SELECT entity_id FROM rare)
), contexts AS (
    SELECT one.entity_id,
           list(DISTINCT other.entity_id ORDER BY other.entity_id) FILTER (other.kind <> 'place') AS context,
           list(DISTINCT other.name ORDER BY other.name) FILTER (other.kind = 'place') AS towns
    FROM named AS one JOIN company AS other
      ON other.document_id = one.document_id AND other.entity_id <> one.entity_id
    WHERE one.kind = 'person' AND one.entity_id IN (SELECT entity_id FROM temp.asked_persons) GROUP BY one.entity_id
), held AS (
    SELECT entity_id,
           list(DISTINCT organisation ORDER BY organisation) FILTER (role = 'Mitglied') AS parties,
           list(DISTINCT role ORDER BY role) FILTER (role <> 'Mitglied') AS roles,
           list(DISTINCT organisation ORDER BY organisation) FILTER (role <> 'Mitglied' AND organisation IS NOT NULL)
               AS organisations
    FROM role_records WHERE entity_id IN (SELECT entity_id FROM temp.asked_persons) GROUP BY entity_id
)
SELECT entity_id, name, gender, country, coalesce(parties, []), coalesce(roles, []), coalesce(context, []),
       coalesce(organisations, []), coalesce(towns, [])
FROM persons LEFT JOIN contexts USING (entity_id) LEFT JOIN held USING (entity_id)
WHERE place = 1
ORDER BY entity_id
"""


_ASKED = """
CREATE TEMP TABLE asked_persons AS
SELECT DISTINCT entity_id FROM entity_records WHERE kind = 'person' AND named {among};
CREATE TEMP TABLE asked_documents AS
SELECT DISTINCT document_id FROM entity_records WHERE entity_id IN (SELECT entity_id FROM temp.asked_persons);
"""


def read_profiles(connection: duckdb.DuckDBPyConnection, names: Iterable[str] | None = None) -> list[Profile]:
    """The persons that ``entity_records`` and ``roles`` of the connection's default schema know, by id.

    With ``names``, only those whom articles call so.
    """
    register_texts(connection, "asked_names", "name", sorted(names or ()))
    among = "" if names is None else "AND name IN (SELECT name FROM asked_names)"
    connection.execute(_ASKED.replace("{among}", among))
    rows = connection.execute(_PROFILES, {"common": COMMON}).fetchall()
    connection.execute("DROP TABLE temp.asked_persons; DROP TABLE temp.asked_documents")
    connection.unregister("asked_names")
    return [
        Profile(entity_id, name, "person", gender, country, *(frozenset(one or ()) for one in sets))
        for entity_id, name, gender, country, *sets in rows
    ]
