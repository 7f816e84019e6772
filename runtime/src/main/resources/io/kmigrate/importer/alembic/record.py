"""Records what each revision of an Alembic history does, and says it as JSON, a line for each revision.

Each revision is loaded by itself, without env.py, and its functions run on a connection of SQLAlchemy whose driver is
here: it answers nothing, and keeps each statement as SQL text with its values. A revision that reads an answer is
marked: from there on, no one but a person knows what it does. Questions for the schema are answered: the importer, who
listens, knows the schema that the revisions before have made.
"""
import ast
import contextlib
import datetime
import decimal
import enum
import itertools
import json
import os
import re
import sys
import types
import uuid
import warnings

READS = re.compile(r"\s*(select|with|show|pragma|values|explain|describe)\b|.*\breturning\b", re.I | re.S)
INSERT = re.compile(r"INSERT INTO (\S+) \(([^()]*)\) VALUES \(([^()]*)\)\s*\Z")
MOST_STATEMENTS = 20000
OWN_SAVEPOINT = "sa_savepoint_"
UNNAMED = "it drops a constraint that has no name"
NAMED = re.compile(r"(?<![:\w\\]):(\w+)")


QUOTED = re.compile(r"""['"](\w+)['"]""")
# Tells apart what was recorded at the time of two questions.
CHANGES = itertools.count(1)


class Unsayable(Exception):
    """A value or a type that SQL text cannot hold."""


class Endless(BaseException):
    """A loop that waits for an answer."""


class Recorder:
    """What one function of one revision does."""

    def __init__(self, file, dialect, source, whole=()):
        self.file = file
        self.dialect = dialect
        self.source = source
        self.whole = whole
        self.steps = []
        self.transactional = True
        self.asked = False
        self.count = 0
        self.rebuilds = False
        self.checked = False
        self.table = None
        self.way = "upgrade"
        self.changes = 0
        self.answered = set()
        self.absent = {}

    def add(self, **step):
        step["line"] = self.line()
        self.steps.append(step)
        self.changes = next(CHANGES)
        return step

    def remove(self, step):
        """Takes one back, and tells whether it was there."""
        found = next((at for at, known in enumerate(self.steps) if known is step), None)
        if found is not None:
            del self.steps[found]
            self.changes = next(CHANGES)
        return found is not None

    def again(self):
        """A new one for the same function."""
        other = Recorder(self.file, self.dialect, self.source, self.whole)
        other.way = self.way
        return other

    def asks(self):
        """Whether the file of the revision asks, and not a library for it."""
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename != self.file:
            if frame.f_code.co_name in LOADERS:
                return False
            frame = frame.f_back
        return True

    def missed(self, name):
        self.absent.setdefault(name, self.line())

    def line(self):
        frame = sys._getframe(1)
        while frame:
            if frame.f_code.co_filename == self.file:
                return frame.f_lineno
            frame = frame.f_back
        return self.source[1]

    def by_hand(self, reason, line=None):
        if self.asked:
            return {}
        self.asked = True
        step = self.add(kind="hand", text=self.source[0], reason=reason)
        if line:
            step["line"] = line
        return step

    def refused(self, reason):
        """A call that does nothing to a database; what follows is not in doubt."""
        line = self.line()
        text = self.whole[line - 1].strip() if 0 < line <= len(self.whole) else ""
        self.add(kind="hand", text=text, reason=reason, certain=True, unnamed=reason == UNNAMED)

    def stopped(self, statement, reason):
        """A statement that cannot run for want of an answer; neighbours are one step."""
        last = self.steps[-1] if self.steps else {}
        if "stopped" not in last:
            last = self.add(kind="hand", reason="it needs an answer (%s)" % reason, certain=True)
            last["line"] = last["stopped"] = statement.lineno
        last["text"] = "\n".join(self.whole[last["stopped"] - 1 : statement.end_lineno])

    def statement(self, text, parameters):
        self.count += 1
        if self.count > MOST_STATEMENTS:
            raise Endless("it runs more than %d statements" % MOST_STATEMENTS)
        rows = self.rows(text, parameters)
        if rows:
            return self.add(kind="rows", text=rows[0], table=rows[1], rows=rows[2])
        many = parameters if isinstance(parameters, (list, tuple)) and parameters else [parameters or {}]
        step = None
        for values in many:
            step = self.add(
                kind="sql", text=self.filled(text, values), rebuilds=self.rebuilds, checked=self.checked
            )
            if self.table:
                step["table"] = self.table
        return step

    def rows(self, text, parameters):
        match = INSERT.match(text)
        if not match:
            return None
        columns = [unquoted(name) for name in match.group(2).split(", ")]
        names = [NAMED.fullmatch(name) for name in match.group(3).split(", ")]
        if not all(names) or len(columns) != len(names):
            return None
        many = parameters if isinstance(parameters, (list, tuple)) else [parameters]
        if not many or not all(isinstance(values, dict) for values in many):
            return None
        rows = []
        for values in many:
            row = [(column, plain(values[name.group(1)])) for column, name in zip(columns, names)]
            if any(value is None for _, value in row):
                return None
            rows.append([[column] + value for column, value in row])
        table = [unquoted(part) for part in match.group(1).split(".")]
        return "\n".join(self.filled(text, values) + ";" for values in many), table, rows

    def filled(self, text, values):
        if not isinstance(values, dict):
            if values:
                raise Unsayable("parameters by position")
            return text
        return NAMED.sub(
            lambda match: self.literal(values[match.group(1)]) if match.group(1) in values else match.group(0), text
        )

    def literal(self, value):
        name = self.dialect.name
        if value is None:
            return "NULL"
        if isinstance(value, enum.Enum):
            value = value.name
        if isinstance(value, bool):
            return str(value).lower() if name == "postgresql" else str(int(value))
        if isinstance(value, (int, float, decimal.Decimal)):
            return str(value)
        if isinstance(value, datetime.datetime):
            value = value.isoformat(sep=" ")
        elif isinstance(value, (datetime.date, datetime.time)):
            value = value.isoformat()
        elif isinstance(value, uuid.UUID):
            value = str(value)
        elif isinstance(value, dict):
            value = json.dumps(value)
        elif isinstance(value, (bytes, bytearray)):
            return "'\\x%s'::bytea" % value.hex() if name == "postgresql" else "x'%s'" % value.hex()
        elif isinstance(value, (list, tuple)) and name == "postgresql":
            return "ARRAY[%s]" % ", ".join(self.literal(each) for each in value)
        if not isinstance(value, str):
            raise Unsayable("a value of the type " + type(value).__name__)
        text = value.replace("'", "''")
        return "'%s'" % (text.replace("\\", "\\\\") if name in ("mysql", "mariadb") else text)


# Functions of SQLAlchemy that read a whole table, of which a revision may use a part.
LOADERS = ("reflect", "reflect_table", "reflecttable", "_get_reflection_info")


def unquoted(name):
    return name[1:-1] if name[:1] in ('"', "`", "[") else name


def plain(value):
    """The kind of a value, and its text; none where a row of a script cannot hold it."""
    if value is None:
        return ["null", ""]
    if isinstance(value, enum.Enum):
        value = value.name
    if isinstance(value, bool):
        return ["boolean", str(value).lower()]
    if isinstance(value, int) and abs(value) < 2**63:
        return ["integer", str(value)]
    if isinstance(value, datetime.datetime):
        return ["text", value.isoformat(sep=" ")]
    if isinstance(value, (datetime.date, datetime.time)):
        return ["text", value.isoformat()]
    if isinstance(value, (str, uuid.UUID)):
        return ["text", str(value)]
    if isinstance(value, (decimal.Decimal, float)) and value == value and abs(value) != float("inf"):
        return ["number", str(value)]
    return None


current = None


class Cursor:
    """Answers nothing, and tells when someone reads the answer."""

    arraysize = 1
    rowcount = 0
    lastrowid = None

    def __init__(self):
        self.description = None
        self.names = ["?"]
        self.step = None

    def execute(self, statement, parameters=None):
        if READS.match(statement):
            self.description = [(name, None, None, None, None, None, None) for name in self.names]

    def executemany(self, statement, parameters):
        pass

    def read(self):
        if self.step is not None and current.remove(self.step):
            current.by_hand("it reads what the database answers", self.step["line"])

    def fetchone(self):
        self.read()
        return None

    def fetchmany(self, size=None):
        self.read()
        return []

    def fetchall(self):
        self.read()
        return []

    def close(self):
        pass


class Driver(types.ModuleType):
    """As much of a driver as SQLAlchemy asks for."""

    paramstyle = "named"
    Error = type("Error", (Exception,), {})
    sqlite_version_info = (3, 40, 0)

    def cursor(self, *arguments, **options):
        return Cursor()

    def commit(self):
        pass

    rollback = close = commit


def dialect_of(name):
    if name == "postgresql":
        from sqlalchemy.dialects.postgresql.base import PGDialect as found

        version = (15, 0)
    elif name == "mysql":
        from sqlalchemy.dialects.mysql.base import MySQLDialect as found

        version = (8, 0, 30)
    elif name == "mariadb":
        # Almost every project says mysql:// for MariaDB, too, and asks for that name.
        from sqlalchemy.dialects.mysql.base import MySQLDialect as found

        version = (10, 11, 0)
    elif name == "sqlserver":
        from sqlalchemy.dialects.mssql.base import MSDialect as found

        version = (16, 0)
    elif name == "oracle":
        from sqlalchemy.dialects.oracle.base import OracleDialect as found

        version = (19, 0)
    elif name == "sqlite":
        from sqlalchemy.dialects.sqlite.base import SQLiteDialect as found

        version = (3, 40, 0)
    else:
        return None
    from kmigrate_answers import answering

    dialect = answering(found)(paramstyle="named", **({"is_mariadb": True} if name == "mariadb" else {}))
    dialect.dbapi = Driver("driver")
    dialect.server_version_info = version
    dialect.supports_unicode_statements = True
    dialect.initialize = lambda connection: None
    dialect.driver = {"postgresql": "psycopg2", "sqlite": "pysqlite", "sqlserver": "pyodbc"}.get(name, name)
    dialect.default_schema_name = {"postgresql": "public", "sqlserver": "dbo"}.get(name)
    return dialect


def table_of(compiled):
    """The parts of the name of the table whose index is dropped, which the text does not say everywhere."""
    index = getattr(getattr(compiled, "statement", None), "element", None)
    table = getattr(index, "table", None)
    if type(getattr(compiled, "statement", None)).__name__ != "DropIndex" or table is None:
        return None
    return [part for part in (table.schema, table.name) if part]


def connect(dialect):
    import sqlalchemy
    from sqlalchemy import event
    from sqlalchemy.engine import Connection, Engine, make_url
    from sqlalchemy.pool import StaticPool

    engine = Engine(StaticPool(lambda: dialect.dbapi), dialect, make_url(dialect.name + "://"))

    @event.listens_for(engine, "before_cursor_execute")
    def keep(connection, cursor, statement, parameters, context, executemany):
        if OWN_SAVEPOINT in statement:
            return
        compiled = context.compiled
        columns = getattr(compiled, "_result_columns", None)
        if columns:
            cursor.names = [column[0] for column in columns]
        current.table = table_of(compiled)
        cursor.step = current.statement(statement.strip(), parameters)

    # The importer knows what is there already. The database here would say that nothing is.
    visit = Connection._run_ddl_visitor

    def without_check(self, visitor, element, **options):
        checked = current.checked
        current.checked = bool(options.get("checkfirst"))
        options["checkfirst"] = False
        try:
            return visit(self, visitor, element, **options)
        finally:
            current.checked = checked

    # Old revisions run plain text, which SQLAlchemy takes no longer.
    execute = Connection.execute

    def execute_text(self, statement, *arguments, **options):
        if isinstance(statement, str):
            statement = sqlalchemy.text(statement)
        return execute(self, statement, *arguments, **options)

    Connection._run_ddl_visitor = without_check
    Connection.execute = execute_text
    return engine.connect()


def without_rebuilds():
    """A batch says its operations one by one; where it would rebuild the table, in standard SQL."""
    from alembic.ddl.impl import DefaultImpl
    from alembic.operations.batch import BatchOperationsImpl

    def flush(self):
        impl = self.operations.impl
        is_sqlite = impl.dialect.name == "sqlite"
        # One new table has all of them at once. One by one, an index goes before its columns.
        batch = sorted(self.batch, key=lambda each: each[0] != "drop_index") if is_sqlite else self.batch
        for name, arguments, options in batch:
            options = {key: value for key, value in options.items() if not key.startswith("insert_")}
            current.rebuilds = is_sqlite and name not in ("create_index", "drop_index")
            try:
                if current.rebuilds:
                    getattr(DefaultImpl, name)(impl, *arguments, **options)
                else:
                    getattr(impl, name)(*arguments, **options)
            finally:
                current.rebuilds = False

    BatchOperationsImpl.flush = flush


def without_names():
    """A constraint without a name cannot be dropped. Alembic would stop there, too."""
    from alembic.ddl.impl import DefaultImpl

    drop = DefaultImpl.drop_constraint

    def drop_constraint(self, constraint, *arguments, **options):
        if constraint.name is None:
            current.refused(UNNAMED)
        else:
            drop(self, constraint, *arguments, **options)

    DefaultImpl.drop_constraint = drop_constraint
    for kind in DefaultImpl.__subclasses__():
        own = kind.__dict__.get("drop_constraint")
        if own:
            def drop_named(self, constraint, *arguments, own=own, **options):
                if constraint.name is None:
                    current.refused(UNNAMED)
                else:
                    own(self, constraint, *arguments, **options)

            kind.drop_constraint = drop_named


def without_urls():
    """The application's own connection is not used: it is a stub where its settings or its driver are missing."""
    import sqlalchemy
    from kmigrate_stubs import stub_of

    create = sqlalchemy.create_engine

    def create_engine(*arguments, **options):
        try:
            return create(*arguments, **options)
        except Exception:
            return stub_of("engine", "sqlalchemy")()

    sqlalchemy.create_engine = create_engine


def sync_enum_values(*arguments, **options):
    """That of alembic_autogenerate_enums, which adds values. Another plugin of this name makes the type again."""
    from alembic import op

    if len(arguments) != 4 or options or not all(isinstance(each, str) for each in [*arguments[2], *arguments[3]]):
        current.refused("op.sync_enum_values is of a plugin that is missing")
        return
    schema, name, before, after = arguments
    quote = op.get_bind().dialect.identifier_preparer.quote
    for value in after:
        if value not in before:
            # Its own connection commits it, and in a transaction new values cannot be used.
            current.transactional = False
            op.execute("ALTER TYPE %s.%s ADD VALUE %s" % (quote(schema), quote(name), current.literal(value)))


KNOWN_OPERATIONS = {"sync_enum_values": sync_enum_values}


def with_plugins():
    """Operations of plugins that are missing are steps by hand, and what follows them is recorded."""
    from alembic import op

    def missing(name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name in KNOWN_OPERATIONS:
            return KNOWN_OPERATIONS[name]
        return lambda *arguments, **options: current.refused("op.%s is of a plugin that is missing" % name)

    op.__getattr__ = missing


class Environment:
    """Names of the variables that a revision reads."""

    def __init__(self, folders):
        self.names = set()
        read = type(os.environ).__getitem__

        def noted(environ, name):
            frame = sys._getframe(1)
            while frame and os.path.basename(frame.f_code.co_filename) in ("os.py", "_collections_abc.py"):
                frame = frame.f_back
            while frame and frame.f_code.co_filename.startswith("<frozen"):
                frame = frame.f_back
            if frame and any(frame.f_code.co_filename.startswith(folder + os.sep) for folder in folders):
                self.names.add(name)
            return read(environ, name)

        type(os.environ).__getitem__ = noted


def settings_of(folders):
    """Those of the project, as a revision may ask for an option; none where there is no file."""
    from alembic.config import Config

    for folder in folders:
        parent = os.path.dirname(folder)
        for place in (folder, parent, os.path.dirname(parent), os.getcwd()):
            file = os.path.join(place, "alembic.ini")
            if os.path.isfile(file):
                return Config(file)
    without = Config()
    # A section, without which every question for an option fails.
    without.set_main_option("script_location", ".")
    return without


def files_of(folder):
    inner = os.path.join(folder, "versions")
    if os.path.isdir(inner):
        folder = inner
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            if name.endswith(".py") and not name.startswith(".") and name not in ("__init__.py", "env.py"):
                yield os.path.join(parent, name)


def functions_of(tree, text):
    lines = text.split("\n")
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = ("\n".join(lines[node.lineno - 1 : node.end_lineno]), node.lineno)
    return found


def header_of(tree):
    """The constants of a file that cannot be loaded."""
    header = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and getattr(node, "value", None) is not None:
                with contextlib.suppress(ValueError):
                    header[target.id] = ast.literal_eval(node.value)
    return header


def many(value):
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def message_of(tree, path):
    text = re.split(r"\n\s*\n|\n\s*Revision ID", (ast.get_docstring(tree) or "").strip())[0]
    return " ".join(text.split()) or os.path.splitext(os.path.basename(path))[0]


# Modules that no stub may stand for.
KEPT = ("alembic", "sqlalchemy")


def above(name):
    """A module and the packages that it is in, which are loaded before it."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def frames(failure):
    """The files and lines that a failure came through."""
    trace = failure.__traceback__
    while trace:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


def convention_of(root):
    """The naming convention that the project gives its metadata; none where it has several."""
    found = []
    for parent, folders, names in os.walk(root):
        folders[:] = [
            name for name in folders if not name.startswith(".") and name not in ("node_modules", "site-packages")
        ]
        if "pyvenv.cfg" in names:
            folders[:] = []
            continue
        for name in names:
            if name.endswith(".py"):
                with contextlib.suppress(OSError, SyntaxError, ValueError):
                    with open(os.path.join(parent, name), encoding="utf-8") as file:
                        text = file.read()
                    if "naming_convention" in text and "MetaData" in text:
                        found += [each for each in conventions_in(ast.parse(text)) if each not in found]
    return found[0] if len(found) == 1 else None


def conventions_in(tree):
    values = header_of(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "naming_convention":
                    with contextlib.suppress(ValueError):
                        value = keyword.value
                        found = values.get(value.id) if isinstance(value, ast.Name) else ast.literal_eval(value)
                        if isinstance(found, dict):
                            yield found


class Importer:
    """Listens, and knows the schema that the revisions before have made."""

    def __init__(self, heard, said):
        self.heard = heard
        self.said = said
        self.at = None
        self.schema = None
        self.found = None

    def say(self, facts):
        self.said.write(json.dumps(facts) + "\n")
        self.said.flush()

    def hear(self):
        line = self.heard.readline()
        if not line:
            os._exit(1)
        return json.loads(line)

    def about(self, found):
        """Questions from now on are of this revision."""
        self.found = found

    def ask(self):
        """The schema as it is now; what it is where no one listens any more: nothing that is known."""
        if self.found is None:
            return {"uncertain": True, "doubted": [], "tables": [], "enums": []}
        at = (self.found["revision"], current.way, current.changes, current.transactional)
        if at != self.at:
            steps = {current.way: current.steps}
            transactional = self.found["transactional"] and current.transactional
            self.say({**self.found, **steps, "transactional": transactional, "asks": True})
            self.schema = self.hear()
            self.at = at
        return self.schema


class Loaded:
    """A file of a revision."""

    def __init__(self, path, text, tree):
        self.path = path
        self.text = text
        self.tree = tree
        self.functions = functions_of(tree, text)
        self.header = header_of(tree)
        self.module = None
        self.failed = None
        self.environment = set()

    def said(self):
        """What the importer is told before it runs."""
        header = self.header
        return {
            "file": os.path.relpath(self.path),
            "revision": header["revision"],
            "parents": many(header.get("down_revision")),
            "depends": many(header.get("depends_on")),
            "labels": many(header.get("branch_labels")),
            "message": message_of(self.tree, self.path),
            "transactional": True,
        }


class Reader:
    def __init__(self, dialect, stub, folders, importer):
        self.importer = importer
        self.folders = folders
        self.dialect = dialect
        self.environment = Environment(folders)
        self.stub = stub
        self.missing = {}
        self.stubbed = set()
        self.problems = []
        self.revisions = {}

    def start(self):
        import sqlalchemy
        from alembic.runtime.environment import EnvironmentContext
        from alembic.runtime.migration import MigrationContext

        from kmigrate_stubs import Parts, with_later_names, with_later_words

        self.parts = Parts()
        sys.meta_path.insert(0, self.parts)
        without_rebuilds()
        without_names()
        self.connection = connect(self.dialect)
        convention = convention_of(os.getcwd())
        options = {"target_metadata": sqlalchemy.MetaData(naming_convention=convention)} if convention else {}
        environment = EnvironmentContext(settings_of(self.folders), None)
        self.context = MigrationContext.configure(self.connection, environment_context=environment, opts=options)
        if self.stub:
            with_plugins()
            without_urls()
            with_later_names(sqlalchemy)
            if self.dialect.name == "postgresql":
                with_later_words(self.dialect)

        @contextlib.contextmanager
        def autocommit_block():
            current.transactional = False
            yield

        self.context.autocommit_block = autocommit_block
        environment._migration_context = self.context
        environment.__enter__()

    def end(self):
        return {"problems": self.problems, "missing": sorted(self.missing)}

    def load(self, path, text, tree):
        module = types.ModuleType("revision_" + re.sub(r"\W", "_", os.path.basename(path)[:-3]))
        module.__file__ = path
        sys.modules[module.__name__] = module
        code = compile(text, path, "exec")
        while True:
            try:
                exec(code, module.__dict__)
                return module
            except ModuleNotFoundError as failure:
                if not self.stands_in(failure, path):
                    return None
            except (KeyboardInterrupt, Endless):
                raise
            except BaseException as failure:
                if not self.replaces(failure, path, tree):
                    raise

    def stands_in(self, failure, path):
        """Notes a module that is missing, and tells whether a stub took its place."""
        name = failure.name or str(failure)
        if name in self.missing and self.stub:
            raise failure
        self.missing.setdefault(name, path)
        if self.stub:
            self.stand_in(name)
        return self.stub

    def stand_in(self, name):
        from kmigrate_stubs import Stubs

        self.stubbed.add(name)
        sys.meta_path.insert(0, Stubs([name]))

    def loads_parts(self, failure, path):
        """Whether a module of the project that fails is loaded in part from now on."""
        for file, at in reversed(list(frames(failure))):
            name = self.module_of(file) if file != path else None
            if name and name not in self.parts.names and name.split(".")[0] not in KEPT:
                self.parts.names.add(name)
                self.missing[name] = path
                for loaded in [known for known in sys.modules if (known + ".").startswith(name + ".")]:
                    del sys.modules[loaded]
                return True
        return False

    def module_of(self, file):
        """The name of a module of the project, by its file."""
        if not file.startswith(os.getcwd() + os.sep) or "site-packages" in file:
            return None
        known = [name for name, module in list(sys.modules.items()) if getattr(module, "__file__", None) == file]
        if known:
            return None if known[0].startswith("revision_") else known[0]
        folder, base = os.path.split(file[:-3])
        parts = [] if base == "__init__" else [base]
        while os.path.exists(os.path.join(folder, "__init__.py")):
            folder, base = os.path.split(folder)
            parts.insert(0, base)
        return ".".join(parts)

    def replaces(self, failure, path, tree):
        """Whether a stub took the place of a module that a revision loads and that fails itself."""
        line = next((at for file, at in frames(failure) if file == path), None)
        if not self.stub or line is None:
            return False
        if self.loads_parts(failure, path):
            return True
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)) and node.lineno <= line <= node.end_lineno:
                for name in [node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]:
                    found = next((each for each in above(name or "") if each not in self.stubbed), None)
                    if found and found.split(".")[0] not in KEPT:
                        self.missing[found] = path
                        for loaded in [known for known in sys.modules if (known + ".").startswith(found + ".")]:
                            del sys.modules[loaded]
                        self.stand_in(found)
                        return True
        return False

    def read(self, path):
        """Loads a file, which may be that of a revision."""
        global current
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            tree = ast.parse(text, path)
        except (SyntaxError, ValueError, OSError) as failure:
            reason = getattr(failure, "msg", str(failure))
            self.problems.append({"file": os.path.relpath(path), "line": getattr(failure, "lineno", 0) or 0, "reason": reason})
            return
        self.environment.names.clear()
        loaded = Loaded(path, text, tree)
        current = Recorder(path, self.dialect, (text, 1))
        try:
            loaded.module = self.load(path, text, tree)
            if loaded.module is None:
                return
            loaded.header = loaded.module.__dict__
        except KeyboardInterrupt:
            raise
        except BaseException as failure:
            loaded.failed = "it cannot be loaded: " + words(failure)
        loaded.environment = set(self.environment.names)
        if "revision" in loaded.header:
            self.revisions.setdefault(loaded.header["revision"], loaded)

    def record(self, loaded, listens):
        """What the functions of a revision do."""
        self.environment.names.clear()
        found = loaded.said()
        # A downgrade asks for the schema after its upgrade.
        found["downgrade"] = None
        self.importer.about(found if listens else None)
        absent, answered = [], set()
        for name in ("upgrade", "downgrade"):
            source = loaded.functions.get(name, (loaded.text, 1))
            recorder = Recorder(loaded.path, self.dialect, source, loaded.text.split("\n"))
            recorder.way = name
            function = getattr(loaded.module, name, None) if loaded.module else None
            if loaded.failed and (name == "upgrade" or name in loaded.functions):
                recorder.by_hand(loaded.failed)["opaque"] = True
                found[name] = recorder.steps
            elif function:
                recorder = self.run(function, recorder, loaded.tree)
                found[name] = recorder.steps
                found["transactional"] = found["transactional"] and recorder.transactional
            elif name == "upgrade":
                found[name] = []
            answered |= recorder.answered
            for table, line in recorder.absent.items():
                place = "%s:%s" % (found["file"], line)
                absent.append({"name": table, "place": place, "way": name, "text": source[0]})
        found["absent"] = absent
        found["answered"] = sorted(answered)
        found["environment"] = sorted(self.environment.names | loaded.environment)
        if listens:
            self.importer.say(found)

    def run(self, function, recorder, tree):
        global current
        from alembic.operations import Operations

        current = recorder
        try:
            with Operations.context(self.context):
                function()
        except KeyboardInterrupt:
            raise
        except ModuleNotFoundError as failure:
            try:
                if self.stands_in(failure, recorder.file):
                    return self.run(function, recorder.again(), tree)
            except ModuleNotFoundError:
                self.stop(recorder, tree, failure)
        except BaseException as failure:
            if not isinstance(failure, Endless) and self.replaces(failure, recorder.file, tree):
                return self.run(function, recorder.again(), tree)
            self.stop(recorder, tree, failure)
        with contextlib.suppress(Exception):
            self.connection.rollback()
        return recorder

    def stop(self, recorder, tree, failure):
        line = recorder.source[1]
        trace = failure.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == recorder.file:
                line = trace.tb_lineno
            trace = trace.tb_next
        is_known = recorder.asked
        recorder.by_hand("it stops: " + words(failure), line)
        if isinstance(failure, Endless) or not self.resumed(recorder, tree, failure, is_known):
            reason = "it stops (%s), and what follows is not here" % words(failure)
            recorder.add(kind="hand", text="", reason=reason, certain=True, opaque=True)["line"] = line

    def resumed(self, recorder, tree, failure, is_known):
        """Goes on behind the statement of the function that failed: others do not need the answer."""
        from alembic.operations import Operations

        frame, line = None, None
        trace = failure.__traceback__
        while trace and frame is None:
            if trace.tb_frame.f_code.co_filename == recorder.file:
                frame, line = trace.tb_frame, trace.tb_lineno
            trace = trace.tb_next
        name = frame.f_code.co_name if frame else ""
        body = next((node.body for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name), [])
        rest = [statement for statement in body if line is not None and statement.end_lineno >= line]
        if name not in ("upgrade", "downgrade") or not rest or any(returns(statement) for statement in rest):
            return False
        names = dict(frame.f_globals)
        names.update(frame.f_locals)
        if is_known:
            recorder.stopped(rest[0], words(failure))
        for statement in rest[1:]:
            try:
                with Operations.context(self.context):
                    exec(compile(ast.Module([statement], []), recorder.file, "exec"), names)
            except KeyboardInterrupt:
                raise
            except BaseException as other:
                recorder.stopped(statement, words(other))
        return True


def words(failure):
    lines = str(failure).strip().split("\n")
    return "%s: %s" % (type(failure).__name__, lines[0]) if lines[0] else type(failure).__name__


def returns(statement):
    """Whether a statement may end its function."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return False
    return isinstance(statement, (ast.Return, ast.Yield, ast.YieldFrom)) or any(
        returns(part) for part in ast.iter_child_nodes(statement)
    )


def roots_of(folder):
    """The folders above one in which packages begin."""
    while os.path.dirname(folder) != folder:
        parent = os.path.dirname(folder)
        is_package = os.path.exists(os.path.join(folder, "__init__.py"))
        if is_package and not os.path.exists(os.path.join(parent, "__init__.py")):
            yield parent
        folder = parent


def read_all(name, stub, given, folders, importer):
    try:
        import alembic
        import sqlalchemy
    except ModuleNotFoundError as failure:
        importer.say({"absent": failure.name})
        return
    sys.path.append(os.path.dirname(os.path.abspath(__file__)))
    import kmigrate_stubs

    dialect = dialect_of(name)
    for folder in folders:
        above = [folder, os.path.dirname(folder), os.path.dirname(os.path.dirname(folder))]
        # A module of a package would hide a library of its name.
        inside = [each for each in above if os.path.exists(os.path.join(each, "__init__.py"))]
        sys.path[:0] = [*roots_of(folder), *[each for each in above if each not in inside]]
        sys.path += inside
    sys.path.insert(0, os.getcwd())
    if dialect is None:
        importer.say({"unknown": name})
        return
    reader = Reader(dialect, stub, folders, importer)
    dialect.desk = desk_of(dialect, importer)
    kmigrate_stubs.TYPES.update(given)
    kmigrate_stubs.desk = kmigrate_stubs.Desk(
        by_hand=lambda reason: current.by_hand(reason),
        refused=lambda reason: current.refused(reason),
        dialect=lambda: dialect.name,
    )
    reader.start()
    for folder in folders:
        for path in files_of(folder):
            reader.read(path)
    importer.say({"revisions": [loaded.said() for loaded in reader.revisions.values()], **reader.end()})
    order = importer.hear()["order"]
    # Where there are problems already, no one listens. Others may be found.
    for revision in order or list(reader.revisions):
        reader.record(reader.revisions[revision], bool(order))
    importer.say(reader.end())


def desk_of(dialect, importer):
    from kmigrate_answers import Desk

    return Desk(
        dialect,
        importer.ask,
        by_hand=lambda reason: current.by_hand(reason),
        answered=lambda what: current.answered.add(what),
        missed=lambda name: current.missed(name),
        asks=lambda: current.asks(),
        texts=lambda: QUOTED.findall("\n".join(current.whole)),
    )


def main():
    """Arguments: the dialect, whether modules may be missing, types as JSON, and folders.

    It says and hears lines of JSON. What the revisions print goes nowhere.
    """
    sys.dont_write_bytecode = True
    said = open(os.dup(1), "w", encoding="utf-8")
    heard = open(os.dup(0), encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    warnings.simplefilter("ignore")
    dialect, stub, given = sys.argv[1:4]
    read_all(dialect, stub == "true", json.loads(given), [os.path.abspath(folder) for folder in sys.argv[4:]], Importer(heard, said))


main()
