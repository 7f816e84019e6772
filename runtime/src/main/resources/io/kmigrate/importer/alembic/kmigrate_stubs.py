"""What takes the place of Python modules that are missing, or of the parts of a module that cannot be loaded.

A stub can be named, called, subclassed and used as the type of a column. What a revision decides, writes or does by a
stub is not known: the revision is for a person from there on.
"""
import ast
import dis
import importlib.abc
import importlib.machinery
import inspect
import os
import sys
import types

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

# Types of the database, by the names of classes, as the user says.
TYPES = {}

OPERATORS = "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow or ror and rand lt le gt ge".split()


class Desk:
    """Where a use of a stub is told.

    by_hand: leaves the revision to a person; refused: leaves one call to a person; dialect: gives the name of the
    database.
    """

    def __init__(self, by_hand, refused, dialect):
        self.by_hand = by_hand
        self.refused = refused
        self.dialect = dialect


desk = None


def is_of_library(file):
    """Whether code is of SQLAlchemy, Alembic, Python or the recorder, and not of the project."""
    parts = file.replace("\\", "/").split("/")
    return (
        "sqlalchemy" in parts
        or ("alembic" in parts and ("operations" in parts or "ddl" in parts or "runtime" in parts))
        or file.startswith("<")
        or file.startswith(os.path.dirname(os.path.abspath(__file__)) + os.sep)
        or file.startswith(os.path.dirname(os.__file__) + os.sep) and "site-packages" not in parts and "dist-packages" not in parts
    )


def caller():
    """The frame that uses a stub; none where a library does."""
    frame = sys._getframe(2)
    return None if is_of_library(frame.f_code.co_filename) else frame


def is_unused(frame):
    """Whether the call that a frame is at has a result that no one uses: it is made for what it does."""
    found = False
    for instruction in dis.get_instructions(frame.f_code):
        if found:
            return instruction.opname == "POP_TOP"
        found = instruction.offset == frame.f_lasti
    return False


def works_on_database(value):
    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.orm import Session

    return isinstance(value, (Connection, Engine, Session))


def type_of(name, module, arguments):
    """The type in the database that the user or the library says; none where no one does."""
    given = TYPES.get(name)
    if given is None:
        known = KNOWN_TYPES.get((module.split(".")[0], name), {})
        given = known.get(desk.dialect(), known.get("", None))
    if given and name == "Vector" and arguments:
        given += "(%s)" % arguments[0]
    return given


def is_decorated(frame, arguments, options):
    """Whether a call decorates a function or a class, and a class not as the argument of a type within a function."""
    if len(arguments) != 1 or options:
        return False
    is_function = isinstance(arguments[0], (types.FunctionType, staticmethod, classmethod))
    return is_function or (isinstance(arguments[0], type) and not frame.f_code.co_flags & inspect.CO_OPTIMIZED)


# Functions that do nothing to a database.
HARMLESS = {("dotenv", "load_dotenv")}


def noted_call(name, module, frame, arguments):
    if (module.split(".")[0], name) in HARMLESS:
        return
    if frame is not None and (is_unused(frame) or any(works_on_database(each) for each in arguments)):
        desk.refused("%s is of a module that is missing" % name)


def uses(name, named):
    """What classes and objects of a stub have in common. named: gives another stub, of a member."""

    def doubted(frame):
        if frame is not None:
            desk.by_hand("it needs %s, which is of a module that is missing" % name)

    def as_text(self, *how):
        doubted(caller())
        return name

    def as_nothing(self):
        doubted(caller())
        return iter(())

    def as_self(self, *other):
        doubted(caller())
        return self

    def as_size(self):
        doubted(caller())
        return 0

    def as_truth(self):
        doubted(caller())
        return True

    def is_same(self, other):
        if other is not self:
            doubted(caller())
        return other is self

    def has(self, other):
        doubted(caller())
        return False

    def member(self, key):
        if isinstance(key, str) and key.startswith("_"):
            raise AttributeError(key)
        if sys._getframe(1).f_code.co_name != "<module>" and caller() is None:
            raise AttributeError(key)
        return named(key)

    def item(self, key):
        doubted(caller())
        return self

    return {
        "__str__": as_text,
        "__format__": as_text,
        "__fspath__": as_text,
        "__iter__": as_nothing,
        "__len__": as_size,
        "__bool__": as_truth,
        "__eq__": is_same,
        "__ne__": lambda self, other: not is_same(self, other),
        "__hash__": lambda self: id(self),
        "__contains__": has,
        "__getattr__": member,
        "__getitem__": item,
        "__setitem__": lambda self, key, value: None,
        "__enter__": lambda self: self,
        "__exit__": lambda self, *failure: None,
        **{"__%s__" % each: as_self for each in OPERATORS},
    }


def new_class(meta, name, bases, namespace, **options):
    """A class of the project that inherits from a stub: options are for the real one, and objects of it have a hash."""
    if namespace.get("__hash__", "") is None or ("__eq__" in namespace and "__hash__" not in namespace):
        namespace = {**namespace, "__hash__": object.__hash__}
    return type.__new__(meta, name, bases, namespace)


def stub_of(name, module=""):
    """A class of a module that is missing. As the type of a column, it is its own name."""
    from sqlalchemy.types import UserDefinedType

    if name.startswith("_"):
        raise AttributeError(name)

    def made(kind, *arguments, **options):
        if is_decorated(sys._getframe(1), arguments, options):
            return arguments[0]
        return object.__new__(kind)

    def keep(self, *arguments, **options):
        self.arguments = arguments
        noted_call(name, module, caller(), arguments)

    def called(self, *arguments, **options):
        if is_decorated(sys._getframe(1), arguments, options):
            return arguments[0]
        noted_call(name, module, caller(), arguments)
        return self

    def get_col_spec(self, **options):
        given = type_of(name, module, self.__dict__.get("arguments", ()))
        if given is None:
            desk.by_hand("the type %s is of a module that is missing: say what it is with --type" % name)
        return given or name

    common = uses(name, lambda member: stub_of(member, module))
    # `X[int]` and `X | None` of a class stand in annotations.
    of_class = {**common, "__or__": lambda self, other: self, "__ror__": lambda self, other: self}
    of_class["__getitem__"] = lambda self, key: self
    of_class["__new__"] = new_class
    of_class["__init__"] = lambda kind, *parts, **options: None
    members = type("Members", (type(UserDefinedType),), of_class)
    return members(name, (UserDefinedType,), {
        **common,
        "__new__": made,
        "__init__": keep,
        "__call__": called,
        "get_col_spec": get_col_spec,
        "cache_ok": True,
        "__module__": module or "missing",
    })


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


class Parts(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Modules of the project that cannot be loaded as a whole: a statement that fails is left out, and its names are stubs."""

    def __init__(self):
        self.names = set()
        self.paths = {}

    def find_spec(self, name, path=None, target=None):
        if name not in self.names:
            return None
        found = importlib.machinery.PathFinder.find_spec(name, path)
        if found is None or not (found.origin or "").endswith(".py"):
            return None
        places = found.submodule_search_locations
        spec = importlib.machinery.ModuleSpec(name, self, origin=found.origin, is_package=places is not None)
        spec.submodule_search_locations = places
        spec.has_location = True
        return spec

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        file = module.__spec__.origin
        with open(file, encoding="utf-8") as source:
            tree = ast.parse(source.read(), file)
        module.__getattr__ = lambda name: stub_of(name, module.__name__)
        for statement in tree.body:
            try:
                exec(compile(ast.Module([statement], []), file, "exec"), module.__dict__)
            except (KeyboardInterrupt, ModuleNotFoundError):
                raise
            except BaseException:
                for name in names_of(statement):
                    module.__dict__.setdefault(name, stub_of(name, module.__name__))


def names_of(statement):
    """Names that a statement defines."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.split(".")[0])
    return [name for name in found if not name.startswith("_") and name != "*"]


def with_later_names(sqlalchemy):
    """Names of SQLAlchemy 2, for a history that was written with it and an interpreter that has an older one."""
    from sqlalchemy.types import UserDefinedType

    def kind(name, words):
        def keep(self, *arguments, **options):
            self.arguments = arguments

        def get_col_spec(self, **options):
            return words.get(desk.dialect(), words[""])

        return type(name, (UserDefinedType,), {"__init__": keep, "get_col_spec": get_col_spec, "cache_ok": True})

    later = {
        "Uuid": kind("Uuid", {"postgresql": "UUID", "mssql": "UNIQUEIDENTIFIER", "": "CHAR(32)"}),
        "UUID": kind("UUID", {"": "UUID"}),
        "Double": kind("Double", {"mysql": "DOUBLE", "sqlite": "DOUBLE", "": "DOUBLE PRECISION"}),
        "DOUBLE": kind("DOUBLE", {"": "DOUBLE"}),
        "DOUBLE_PRECISION": kind("DOUBLE_PRECISION", {"": "DOUBLE PRECISION"}),
        "Connection": sqlalchemy.engine.Connection,
        "Engine": sqlalchemy.engine.Engine,
    }
    for each in (UserDefinedType, sqlalchemy.types.TypeDecorator, sqlalchemy.types.TypeEngine):
        if not hasattr(each, "__class_getitem__"):
            each.__class_getitem__ = classmethod(lambda kind, key: kind)
    for name, value in later.items():
        if not hasattr(sqlalchemy, name):
            setattr(sqlalchemy, name, value)


def with_later_words(dialect):
    """What SQLAlchemy 2 writes of a unique constraint or an index on PostgreSQL, for an older one."""
    from sqlalchemy import Index, UniqueConstraint

    known = "postgresql_nulls_not_distinct"
    try:
        UniqueConstraint("any", **{known: True})
        return
    except Exception:
        for kind in (UniqueConstraint, Index):
            kind.argument_for("postgresql", "nulls_not_distinct", None)

    def is_said(element):
        return element.dialect_options["postgresql"]["nulls_not_distinct"]

    class Compiler(dialect.ddl_compiler):
        def visit_unique_constraint(self, constraint, **options):
            text = super().visit_unique_constraint(constraint, **options)
            return text.replace("UNIQUE (", "UNIQUE NULLS NOT DISTINCT (", 1) if is_said(constraint) else text

        def visit_create_index(self, create, **options):
            if is_said(create.element):
                desk.by_hand("it makes an index that takes one null, which this SQLAlchemy cannot write")
            return super().visit_create_index(create, **options)

    dialect.ddl_compiler = Compiler
