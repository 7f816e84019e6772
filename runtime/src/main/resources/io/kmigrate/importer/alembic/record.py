"""Records what each revision of an Alembic history does, and writes it as JSON.

Each revision is loaded by itself, without env.py, and its functions run on a connection of SQLAlchemy whose driver is
here: it answers nothing, and keeps each statement as SQL text with its values. A revision that reads an answer is
marked: from there on, nobody but a person knows what it does.
"""
import ast
import contextlib
import datetime
import decimal
import enum
import importlib.abc
import importlib.machinery
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

    def add(self, **step):
        step["line"] = self.line()
        self.steps.append(step)
        return step

    def again(self):
        """A new one for the same function."""
        return Recorder(self.file, self.dialect, self.source, self.whole)

    def line(self):
        frame = sys._getframe(1)
        while frame:
            if frame.f_code.co_filename == self.file:
                return frame.f_lineno
            frame = frame.f_back
        return self.source[1]

    def by_hand(self, reason, line=None):
        if not self.asked:
            self.asked = True
            step = self.add(kind="hand", text=self.source[0], reason=reason)
            if line:
                step["line"] = line

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
        if self.step is not None and self.step in current.steps:
            at = current.steps.index(self.step)
            line = self.step["line"]
            del current.steps[at]
            current.by_hand("it reads what the database answers", line)

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
    dialect = found(paramstyle="named", **({"is_mariadb": True} if name == "mariadb" else {}))
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


def with_plugins():
    """Operations of plugins that are missing are steps by hand, and what follows them is recorded."""
    from alembic import op

    def missing(name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *arguments, **options: current.refused("op.%s is of a plugin that is missing" % name)

    op.__getattr__ = missing


# What the classes of libraries are in a database, so that a history can be read without them.
KNOWN_TYPES = {
    ("fastapi_users_db_sqlalchemy", "GUID"): {"postgresql": "UUID", "": "CHAR(36)"},
    ("fastapi_users_db_sqlalchemy", "TIMESTAMPAware"): {"postgresql": "TIMESTAMP WITH TIME ZONE", "": "DATETIME"},
    ("sqlalchemy_utils", "ArrowType"): {"postgresql": "TIMESTAMP WITHOUT TIME ZONE", "": "DATETIME"},
    ("sqlalchemy_utils", "TSVectorType"): {"postgresql": "TSVECTOR"},
    ("sqlalchemy_utils", "LtreeType"): {"postgresql": "LTREE"},
    ("sqlalchemy_utils", "StringEncryptedType"): {"postgresql": "VARCHAR", "": "TEXT"},
    ("sqlalchemy_utils", "EncryptedType"): {"postgresql": "BYTEA", "": "BLOB"},
    ("sqlalchemy_utils", "EmailType"): {"": "VARCHAR(255)"},
    ("sqlalchemy_utils", "URLType"): {"": "TEXT"},
    ("sqlalchemy_utils", "UUIDType"): {"postgresql": "UUID", "": "BINARY(16)"},
    ("sqlalchemy_utils", "JSONType"): {"postgresql": "JSON", "": "TEXT"},
    ("sqlalchemy_utils", "IPAddressType"): {"": "VARCHAR(50)"},
    ("sqlalchemy_utils", "TimezoneType"): {"": "VARCHAR(50)"},
    ("sqlalchemy_utils", "CurrencyType"): {"": "VARCHAR(3)"},
    ("sqlalchemy_utils", "CountryType"): {"": "VARCHAR(2)"},
    ("sqlalchemy_utils", "ColorType"): {"": "VARCHAR(20)"},
    ("sqlalchemy_utils", "PhoneNumberType"): {"": "VARCHAR(20)"},
    ("pgvector", "Vector"): {"postgresql": "VECTOR"},
}


class Stubs(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Modules that are not there, with classes that can be named and nothing more."""

    def __init__(self, names):
        self.names = set(names)

    def find_spec(self, name, path=None, target=None):
        if name in self.names or any(name.startswith(known + ".") for known in self.names):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.__getattr__ = lambda name: stub_of(name, module.__name__)


def type_of(name, module, arguments):
    """The type in the database that the user or the library says; none where nobody does."""
    given = TYPES.get(name)
    if given is None:
        known = KNOWN_TYPES.get((module.split(".")[0], name), {})
        given = known.get(current.dialect.name, known.get("", None))
    if given and name == "Vector" and arguments:
        given += "(%s)" % arguments[0]
    return given


TYPES = {}


def stub_of(name, module=""):
    """A class of a module that is missing. As the type of a column, it is its own name."""
    from sqlalchemy.types import UserDefinedType

    if name.startswith("_"):
        raise AttributeError(name)

    def keep(self, *arguments, **options):
        self.arguments = arguments

    def get_col_spec(self, **options):
        given = type_of(name, module, getattr(self, "arguments", ()))
        if given is None:
            current.by_hand("the type %s is of a module that is missing: say what it is with --type" % name)
        return given or name

    kind = type(UserDefinedType)
    members = type("Members", (kind,), {"__getattr__": lambda self, member: stub_of(member, module)})
    return members(name, (UserDefinedType,), {
        "__init__": keep,
        "get_col_spec": get_col_spec,
        "cache_ok": True,
    })


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


class Reader:
    def __init__(self, dialect, stub, environment):
        self.dialect = dialect
        self.environment = environment
        self.stub = stub
        self.missing = {}
        self.problems = []
        self.revisions = []

    def start(self):
        import sqlalchemy
        from alembic.config import Config
        from alembic.runtime.environment import EnvironmentContext
        from alembic.runtime.migration import MigrationContext

        without_rebuilds()
        without_names()
        self.connection = connect(self.dialect)
        convention = convention_of(os.getcwd())
        options = {"target_metadata": sqlalchemy.MetaData(naming_convention=convention)} if convention else {}
        self.context = MigrationContext.configure(self.connection, opts=options)
        if self.stub:
            with_plugins()

        @contextlib.contextmanager
        def autocommit_block():
            current.transactional = False
            yield

        self.context.autocommit_block = autocommit_block
        environment = EnvironmentContext(Config(), None)
        environment._migration_context = self.context
        environment.__enter__()

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
            sys.meta_path.insert(0, Stubs([name]))
        return self.stub

    def replaces(self, failure, path, tree):
        """Whether a stub took the place of a module that a revision loads and that fails itself."""
        line = next((at for file, at in frames(failure) if file == path), None)
        if not self.stub or line is None:
            return False
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)) and node.lineno <= line <= node.end_lineno:
                for name in [node.module] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]:
                    found = next((each for each in above(name or "") if each not in self.missing), None)
                    if found and found.split(".")[0] not in KEPT:
                        self.missing[found] = path
                        for loaded in [known for known in sys.modules if (known + ".").startswith(found + ".")]:
                            del sys.modules[loaded]
                        sys.meta_path.insert(0, Stubs([found]))
                        return True
        return False

    def read(self, path):
        global current
        try:
            with open(path, encoding="utf-8") as file:
                text = file.read()
            tree = ast.parse(text, path)
        except (SyntaxError, ValueError, OSError) as failure:
            self.problems.append(
                {"file": path, "line": getattr(failure, "lineno", 0) or 0, "reason": getattr(failure, "msg", str(failure))}
            )
            return
        self.environment.names.clear()
        functions = functions_of(tree, text)
        header = header_of(tree)
        current = Recorder(path, self.dialect, (text, 1))
        failed = None
        module = None
        try:
            module = self.load(path, text, tree)
            if module is None:
                return
            header = module.__dict__
        except KeyboardInterrupt:
            raise
        except BaseException as failure:
            failed = "it cannot be loaded: " + words(failure)
        if "revision" not in header:
            return
        found = {
            "file": path,
            "revision": header["revision"],
            "parents": many(header.get("down_revision")),
            "depends": many(header.get("depends_on")),
            "labels": many(header.get("branch_labels")),
            "message": message_of(tree, path),
            "transactional": True,
        }
        for name in ("upgrade", "downgrade"):
            recorder = Recorder(path, self.dialect, functions.get(name, (text, 1)), text.split("\n"))
            function = getattr(module, name, None) if module else None
            found[name] = None
            if failed and (name == "upgrade" or name in functions):
                recorder.by_hand(failed)
                found[name] = recorder.steps
            elif function:
                recorder = self.run(function, recorder, tree)
                found[name] = recorder.steps
                found["transactional"] = found["transactional"] and recorder.transactional
            elif name == "upgrade":
                found[name] = []
        found["environment"] = sorted(self.environment.names)
        self.revisions.append(found)

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
            recorder.add(
                kind="hand", text="", reason="it stops (%s), and what follows is not here" % words(failure), certain=True
            )["line"] = line

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


def answer(name, stub, folders):
    try:
        import alembic
        import sqlalchemy
    except ModuleNotFoundError as failure:
        return {"absent": failure.name}
    for folder in folders:
        sys.path[:0] = [folder, os.path.dirname(folder), os.path.dirname(os.path.dirname(folder))]
        sys.path[:0] = roots_of(folder)
    sys.path.insert(0, os.getcwd())
    dialect = dialect_of(name)
    if dialect is None:
        return {"unknown": name}
    reader = Reader(dialect, stub, Environment(folders))
    reader.start()
    for folder in folders:
        for path in files_of(folder):
            reader.read(path)
    for found in reader.revisions + reader.problems:
        found["file"] = os.path.relpath(found["file"])
    return {
        "version": alembic.__version__,
        "revisions": reader.revisions,
        "problems": reader.problems,
        "missing": sorted(reader.missing),
    }


def main():
    """Arguments: the file to write, the dialect, whether modules may be missing, types as JSON, and folders."""
    sys.dont_write_bytecode = True
    sys.stdout = open(os.devnull, "w")
    warnings.simplefilter("ignore")
    response, dialect, stub, given = sys.argv[1:5]
    TYPES.update(json.loads(given))
    result = answer(dialect, stub == "true", [os.path.abspath(folder) for folder in sys.argv[5:]])
    with open(response, "w", encoding="utf-8") as file:
        json.dump(result, file)


main()
