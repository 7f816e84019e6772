"""Answers the questions of a revision about the schema, as a database would that the revisions before it have made.

The importer knows that schema: it replays what it translated. A question that it cannot answer is for a person.
"""
import re
import sys

from kmigrate_stubs import is_of_library
from sqlalchemy import exc, types
from sqlalchemy.engine import reflection
from sqlalchemy.engine.default import DefaultDialect

LONGEST_NAME = 63


class Names(list):
    """Names of all tables. Whether one is among them that is not known, only a person can tell."""

    def __init__(self, names, desk):
        super().__init__(names)
        self.desk = desk

    def __contains__(self, name):
        if list.__contains__(self, name):
            return True
        self.desk.absent(name)
        return False

    def __iter__(self):
        self.desk.all("all tables", known=list(super().__iter__()))
        return super().__iter__()


class ColumnFacts(dict):
    """A column, whose default no two databases write alike."""

    def __init__(self, facts, desk):
        super().__init__(facts)
        self.desk = desk

    def __getitem__(self, name):
        self.check(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        self.check(name)
        return super().get(name, default)

    def check(self, name):
        if is_of_library(sys._getframe(2).f_code.co_filename):
            return
        if name == "default" and super().get(name) is not None:
            self.desk.unsure("the default of a column")
        if name == "type" and isinstance(super().get(name), Unsaid):
            self.desk.unsure("the type of a column")


class Unsaid(types.NullType):
    """A type that has no class here."""


class Desk:
    """Where questions come in.

    ask: gives the schema as it is now; by_hand: leaves the revision to a person, for a reason; answered: notes a
    question; missed: notes the name of a table that is not there; asks: whether the revision itself asks, and not a
    library for it; texts: words in quotes that the revision has.
    """

    def __init__(self, dialect, ask, by_hand, answered, missed, asks, texts):
        self.dialect = dialect
        self.ask = ask
        self.by_hand = by_hand
        self.answered = answered
        self.missed = missed
        self.asks = asks
        self.texts = texts

    def schema_of(self, name):
        return None if name == self.dialect.default_schema_name else name

    def is_uncertain(self):
        return self.ask()["uncertain"]

    def named(self, kinds, schema):
        """Names of things of these kinds, in a schema."""
        facts = self.ask()
        return [
            each["name"] for kind in kinds for each in facts.get(kind, []) if self.schema_of(each["schema"]) == self.schema_of(schema)
        ]

    def all(self, what, known=()):
        """A question for all there is, of which the revision looks for what it names."""
        may_be = {each for each in self.texts() if each.lower() in self.ask()["doubted"]} - set(known)
        if self.asks() and (self.is_uncertain() or may_be):
            self.by_hand("it asks for %s, and the history does not know all" % what)

    def unsure(self, what):
        if self.asks():
            self.by_hand("it asks for %s, which databases say in their own way" % what)

    def may_be_there(self, name):
        return self.is_uncertain() or str(name).lower() in self.ask()["doubted"]

    def absent(self, name):
        """Something that is not there, as far as is known."""
        if self.may_be_there(name):
            self.by_hand("it asks whether %s is there, and the history does not say" % name)
        else:
            self.missed(str(name))

    def has(self, kinds, name, schema):
        found = name in self.named(kinds, schema)
        if not found:
            self.absent(name)
        return found

    def table(self, name, schema, what):
        """The facts of a table; none where no one knows."""
        self.answered("%s of %s" % (what, name))
        for each in self.ask()["tables"]:
            if each["name"] == name and self.schema_of(each["schema"]) == self.schema_of(schema):
                if each["uncertain"] and self.asks():
                    # Steps that no one can read may have changed it.
                    self.by_hand("it asks for the %s of %s, and the history does not know all" % (what, name))
                return each
        if name in self.named(["views", "materialized"], schema):
            self.by_hand("it asks for the %s of the view %s" % (what, name))
            return None
        self.absent(name)
        if self.may_be_there(name):
            return None
        raise exc.NoSuchTableError(name)

    def name_of(self, facts, table, ending):
        """The name of a constraint, which the database gives where the history does not."""
        if facts["name"] is not None:
            return facts["name"]
        columns = ["pkey"] if ending == "pkey" else facts.get("columns", []) + [ending]
        name = "_".join([table] + columns)
        if self.dialect.name == "postgresql" and ending != "check" and len(name) <= LONGEST_NAME:
            return name
        if self.dialect.name != "sqlite" and not (ending == "pkey" and self.dialect.name == "mysql"):
            self.unsure("the name of a constraint that has none in the history")
        return None


SIMPLE = {
    "int8": "SMALLINT",
    "int16": "SMALLINT",
    "int32": "INTEGER",
    "int64": "BIGINT",
    "float32": "REAL",
    "float64": "FLOAT",
    "boolean": "BOOLEAN",
    "text": "TEXT",
    "blob": "BLOB",
    "date": "DATE",
    "time": "TIME",
}
# What PostgreSQL's own dialect finds under another name.
POSTGRES = {"float64": "DOUBLE_PRECISION", "binary": "BYTEA", "blob": "BYTEA", "uuid": "UUID", "json": "JSON", "jsonb": "JSONB"}


def type_of(facts, dialect):
    """The type as the dialect reflects it."""
    text = facts["type"]
    if "enum" in facts:
        if dialect.name == "postgresql":
            from sqlalchemy.dialects.postgresql import ENUM

            return ENUM(*facts["labels"], name=facts["enum"]["name"], schema=facts["enum"]["schema"])
        return types.Enum(*facts["labels"])
    return plain(text, dialect) or named(text, dialect) or Unsaid()


def plain(text, dialect):
    if text.endswith("[]"):
        from sqlalchemy.dialects.postgresql import ARRAY

        element = plain(text.rstrip("[]"), dialect)
        return ARRAY(element) if element is not None else None
    sized = re.fullmatch(r"(varchar|char|decimal)\((\d+)(?:,(\d+))?\)", text)
    if sized:
        kind = {"varchar": types.VARCHAR, "char": types.CHAR, "decimal": types.NUMERIC}[sized.group(1)]
        return kind(*[int(each) for each in sized.groups()[1:] if each])
    if dialect.name == "postgresql" and text in POSTGRES:
        from sqlalchemy.dialects import postgresql

        found = getattr(postgresql, POSTGRES[text])
        return found(as_uuid=True) if text == "uuid" else found()
    if text in ("timestamp", "timestamptz"):
        if dialect.name in ("postgresql", "oracle"):
            return types.TIMESTAMP(timezone=text == "timestamptz")
        return types.DATETIME()
    if text in SIMPLE:
        return getattr(types, SIMPLE[text])()
    return None


def named(text, dialect):
    """A type of the database's own that has no length and no other argument."""
    names = getattr(dialect, "ischema_names", {})
    found = names.get(text) or names.get(text.lower()) or names.get(text.upper())
    return found() if isinstance(found, type) else None


def is_listed():
    """Whether a library asks that reads whole tables: such things are not in a history."""
    frame = sys._getframe(2)
    while frame:
        if frame.f_code.co_name in ("_default_multi_reflect", "get_sorted_table_and_fkc_names", "reflect"):
            return True
        frame = frame.f_back
    return False


class Answers:
    """What a dialect asks its database for. Inspectors keep the answers, as they do with a database."""

    desk = None

    @reflection.cache
    def has_table(self, connection, table_name, schema=None, **options):
        self.desk.answered("the table %s" % table_name)
        return self.desk.has(["tables", "views", "materialized"], table_name, schema)

    @reflection.cache
    def has_sequence(self, connection, sequence_name, schema=None, **options):
        self.desk.answered("the sequence %s" % sequence_name)
        return self.desk.has(["sequences"], sequence_name, schema)

    def has_type(self, connection, type_name, schema=None, **options):
        self.desk.answered("the type %s" % type_name)
        return self.desk.has(["types"], type_name, schema)

    def has_schema(self, connection, schema_name, schema=None, **options):
        return schema_name in self.get_schema_names(connection)

    def has_index(self, connection, table_name, index_name, schema=None, **options):
        if not self.has_table(connection, table_name, schema, **options):
            return False
        return any(each["name"] == index_name for each in self.get_indexes(connection, table_name, schema))

    @reflection.cache
    def get_schema_names(self, connection, **options):
        self.desk.answered("the schemas")
        own = [each["name"] for each in self.desk.ask().get("schemas", [])]
        return Names(sorted({self.default_schema_name or "main", "information_schema", *own}), self.desk)

    @reflection.cache
    def get_table_names(self, connection, schema=None, **options):
        self.desk.answered("the tables")
        return Names(self.desk.named(["tables"], schema), self.desk)

    @reflection.cache
    def get_view_names(self, connection, schema=None, **options):
        self.desk.answered("the views")
        kinds = ["views"] if self.name == "postgresql" else ["views", "materialized"]
        return Names(self.desk.named(kinds, schema), self.desk)

    @reflection.cache
    def get_materialized_view_names(self, connection, schema=None, **options):
        return Names(self.desk.named(["materialized"], schema), self.desk)

    @reflection.cache
    def get_sequence_names(self, connection, schema=None, **options):
        self.desk.answered("the sequences")
        return Names(self.desk.named(["sequences"], schema), self.desk)

    @reflection.cache
    def get_temp_table_names(self, connection, **options):
        if not is_listed():
            self.desk.by_hand("it asks for temporary tables")
        return []

    get_temp_view_names = get_temp_table_names

    @reflection.cache
    def get_columns(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "columns")
        key = (table.get("key") or {}).get("columns", []) if table else []
        return [
            ColumnFacts(
                {
                    "name": each["name"],
                    "type": type_of(each, self),
                    "nullable": each["nullable"],
                    "default": each["default"],
                    "autoincrement": each["numbered"],
                    "comment": each["comment"],
                    **({"primary_key": key.index(each["name"]) + 1 if each["name"] in key else 0} if self.name == "sqlite" else {}),
                },
                self.desk,
            )
            for each in (table["columns"] if table else [])
        ]

    @reflection.cache
    def get_pk_constraint(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "primary key")
        key = table and table["key"]
        if not key:
            return {"constrained_columns": [], "name": None}
        return {"constrained_columns": list(key["columns"]), "name": self.desk.name_of(key, table_name, "pkey")}

    @reflection.cache
    def get_foreign_keys(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "foreign keys")
        return [
            {
                "name": self.desk.name_of(each, table_name, "fkey"),
                "constrained_columns": list(each["columns"]),
                "referred_schema": self.desk.schema_of(each["table"]["schema"]),
                "referred_table": each["table"]["name"],
                "referred_columns": list(each["others"]) or self.key_of(each["table"]),
                "options": {},
            }
            for each in (table["keys"] if table else [])
        ]

    def key_of(self, name):
        for each in self.desk.ask()["tables"]:
            if each["name"] == name["name"] and each["key"]:
                return list(each["key"]["columns"])
        return []

    @reflection.cache
    def get_indexes(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "indexes")
        if not table:
            return []
        found = [
            {
                "name": each["name"],
                "column_names": list(each["columns"]),
                "unique": each["unique"],
                "include_columns": list(each["included"]),
                "dialect_options": {},
            }
            for each in table["indexes"]
        ]
        if self.name in ("postgresql", "mysql"):
            # An index keeps a unique constraint, and has its name.
            for each in self.get_unique_constraints(connection, table_name, schema):
                kept = {"name": each["name"], "column_names": each["column_names"], "unique": True}
                found.append({**kept, "duplicates_constraint": each["name"]} if self.name == "postgresql" else kept)
        if self.name == "mysql":
            # A foreign key makes an index where none begins with its columns.
            there = [each["column_names"] for each in found] + [(table["key"] or {}).get("columns", [])]
            for each in self.get_foreign_keys(connection, table_name, schema):
                columns = each["constrained_columns"]
                if not any(other[: len(columns)] == columns for other in there):
                    found.append({"name": each["name"], "column_names": columns, "unique": False})
        return found

    @reflection.cache
    def get_unique_constraints(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "unique constraints")
        return [
            {"name": self.desk.name_of(each, table_name, "key"), "column_names": list(each["columns"])}
            for each in (table["uniques"] if table else [])
        ]

    @reflection.cache
    def get_check_constraints(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "check constraints")
        return [
            {"name": self.desk.name_of(each, table_name, "check"), "sqltext": each["text"]}
            for each in (table["checks"] if table else [])
        ]

    @reflection.cache
    def get_table_comment(self, connection, table_name, schema=None, **options):
        table = self.desk.table(table_name, schema, "comment")
        return {"text": table["comment"] if table else None}

    @reflection.cache
    def get_table_options(self, connection, table_name, schema=None, **options):
        return {}

    @reflection.cache
    def _load_enums(self, connection, schema=None, **options):
        self.desk.answered("the enums")
        self.desk.all("all enums")
        return [
            {"name": each["name"], "schema": each["schema"] or "public", "visible": True, "labels": list(each["labels"])}
            for each in self.desk.ask()["enums"]
            if schema in (None, "*") or self.desk.schema_of(each["schema"]) == self.desk.schema_of(schema)
        ]


def answering(kind):
    """A dialect whose database is the history."""
    several = {name: getattr(DefaultDialect, name) for name in dir(DefaultDialect) if name.startswith("get_multi_")}
    return type(kind.__name__, (Answers, type("Several", (kind,), several)), {})
