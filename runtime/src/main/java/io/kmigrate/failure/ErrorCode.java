package io.kmigrate.failure;

import java.util.Arrays;
import java.util.Locale;

/**
 * Every failure that has a name: stable, and documented in {@code docs/errors.md}, which is made from this list.
 * Programs may compare {@link #text}; sentences may change.
 */
public enum ErrorCode {
    // The script
    NO_SCRIPT_FOLDER(
            Area.SCRIPT,
            Outcome.FAILED,
            "A folder of the setting `scripts` does not exist.",
            "Create it, or correct the setting."),
    UNREADABLE_SCRIPT(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script or a script folder cannot be read, or a script is not UTF-8 text.",
            "Mend the permissions; save the script as UTF-8."),
    MISSING_SCRIPT(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script disappeared between the moment its folder was read and the moment it was needed; or `edit` is asked for a script of a bundle.",
            "Run again; name the folder of the scripts."),
    CHANGED_MEANWHILE(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script was changed between the moment its header was read and the moment it was compiled.",
            "Run the command again."),
    SCRIPT_ERROR(
            Area.SCRIPT,
            Outcome.FAILED,
            "The Kotlin compiler refuses the script; line, column and caret show where.",
            "Correct the script."),
    MISSING_REVISION(
            Area.SCRIPT,
            Outcome.FAILED,
            "The file is empty, or it sets no `revision`.",
            "Begin it with `revision = \"…\"`, or remove the file."),
    ILLEGAL_REVISION(
            Area.SCRIPT,
            Outcome.FAILED,
            "An id or label in the script is empty, too long, a word that targets use (`head`, `heads`, `base`, `current`), or holds white space or one of `@ + - : ,`.",
            "Use letters, digits, `_` and `.` alone, up to 255 of them."),
    ILLEGAL_TIMEOUT(
            Area.SCRIPT,
            Outcome.FAILED,
            "`lockTimeout` or `statementTimeout` in the script is no time above 0.",
            "Write a number with `ms`, `s`, `min` or `h`, such as `\"5s\"`."),
    REPEATED_WORD(
            Area.SCRIPT,
            Outcome.FAILED,
            "A word that may stand once, such as `upgrade`, stands twice.",
            "Keep one of the two."),
    REPEATED_PARENT(Area.SCRIPT, Outcome.FAILED, "`downRevisions` names one parent twice.", "Remove one."),
    EMPTY_LIST(
            Area.SCRIPT,
            Outcome.FAILED,
            "`downRevisions`, `dependsOn` or `branchLabels` has no argument.",
            "Name at least one, or remove the line."),
    MISPLACED_WORD(
            Area.SCRIPT,
            Outcome.FAILED,
            "A word of the top level, such as `dependsOn`, stands inside a block.",
            "Move it to the top level."),
    CONFLICTING_WORDS(
            Area.SCRIPT,
            Outcome.FAILED,
            "`downgrade { }` together with `irreversible(…)`, or `downRevision` together with `downRevisions(…)`.",
            "Keep one of the two."),
    HIDDEN_HEADER(
            Area.SCRIPT,
            Outcome.FAILED,
            "`revision`, `downRevision`, `downRevisions`, `dependsOn` or `branchLabels` has another value when the script runs than its text says.",
            "Write them as plain lines at the top level."),
    INVALID_OPERATION(
            Area.SCRIPT,
            Outcome.FAILED,
            "A call compiles but makes no sense: an empty name, a foreign key with unequal numbers of columns, a table without columns.",
            "Correct the call."),
    DUPLICATE_COLUMN(
            Area.SCRIPT,
            Outcome.FAILED,
            "One table declares two columns of one name, or a column is added or renamed to a name that the table has already.",
            "Choose another name."),
    SCRIPT_FAILED(
            Area.SCRIPT,
            Outcome.FAILED,
            "The script threw an exception while it was evaluated.",
            "Correct the script. The blocks only describe: what needs the database goes into `data { }`."),
    NO_COMPILER(
            Area.SCRIPT,
            Outcome.FAILED,
            "Scripts must be compiled, and there is no Kotlin compiler.",
            "In an application: add the compiler artifacts that the message names. For the command: install it again."),
    COMPILER_FAILED(
            Area.SCRIPT,
            Outcome.FAILED,
            "The Kotlin compiler itself failed: out of memory, killed, no space for its files, or Kotlin artifacts of different versions on one class path.",
            "Do what the message says; more memory is `-Dkmigrate.compiler.options=-Xmx1g`."),
    MISSING_CODE(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script uses a class or a method that is not on the class path, or not in that version.",
            "Add it, in the version that the script was compiled with."),
    NO_SCRIPT_LOADER(
            Area.SCRIPT,
            Outcome.FAILED,
            "An application gave script folders, but nothing on its class path reads scripts.",
            "Add `io.kmigrate:kmigrate-dsl`, or give the migrations with `source(…)`."),
    NO_ENVIRONMENT(
            Area.SCRIPT,
            Outcome.FAILED,
            "The setting `env` names an `env.kts` that is not there.",
            "Create it, or correct the setting."),
    // Bundles
    NO_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "There is no bundle of that name on the class path, or none in that jar.",
            "Let the build make it with `migrate bundle`."),
    AMBIGUOUS_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "Several bundles of one name that differ are on the class path, or a jar holds several.",
            "Leave one, or name them apart with `migrate bundle --as NAME`."),
    DAMAGED_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "An entry is missing or has changed since the bundle was made, or the index has.",
            "Make it anew; keep resource filters, relocations and minimizers of the build away from `META-INF/kmigrate/`."),
    UNKNOWN_BUNDLE_FORMAT(
            Area.BUNDLE,
            Outcome.FAILED,
            "The bundle was made by a Kmigrate that writes another format.",
            "Make and run it with the same version."),
    BUNDLE_NEEDS_OTHER_VERSION(
            Area.BUNDLE,
            Outcome.FAILED,
            "A script in the bundle uses what this Kmigrate does not have.",
            "Run it with the Kmigrate it was made with, or a newer one."),
    BUNDLE_MISMATCH(
            Area.BUNDLE,
            Outcome.FAILED,
            "A script describes other operations, or another place in the graph, than when the bundle was made: it looks at the clock, the machine or its environment.",
            "Let it depend on parameters alone, and make the bundle anew."),
    CHANGING_SCRIPT(
            Area.BUNDLE,
            Outcome.FAILED,
            "`migrate bundle` evaluated a script twice, and it described different operations.",
            "As above."),
    NOTHING_TO_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "There are no scripts, or what is named is a bundle already.",
            "Let the setting `scripts` name the folder of your migrations."),
    ILLEGAL_BUNDLE_NAME(
            Area.BUNDLE,
            Outcome.FAILED,
            "The name of a bundle is more than letters, digits, `.`, `_` and `-`.",
            "Choose another name."),
    BUNDLE_EXISTS(
            Area.BUNDLE,
            Outcome.FAILED,
            "`migrate bundle` would write over something else.",
            "Add `--force`, or name another place with `-o`."),
    // The schema that scripts describe
    UNKNOWN_TABLE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation names a table that does not exist at its revision.",
            "Correct the name, or the order of the revisions."),
    DUPLICATE_TABLE(
            Area.SCHEMA,
            Outcome.FAILED,
            "A table is created, or renamed to a name, that exists already.",
            "Choose another name, or use `ifNotExists = true`."),
    UNKNOWN_COLUMN(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation names a column that the table does not have.",
            "Correct the name; the message lists the columns."),
    COLUMN_IN_USE(
            Area.SCHEMA,
            Outcome.FAILED,
            "A column is dropped that a key, an index or a constraint still uses.",
            "Drop or change that first."),
    UNKNOWN_CONSTRAINT(
            Area.SCHEMA,
            Outcome.FAILED,
            "A constraint is dropped that the table does not have.",
            "Correct the name, or use `ifExists = true`."),
    DUPLICATE_CONSTRAINT(
            Area.SCHEMA,
            Outcome.FAILED,
            "A constraint of that name, or a primary key, exists already.",
            "Choose another name; drop the old key first."),
    UNKNOWN_INDEX(
            Area.SCHEMA,
            Outcome.FAILED,
            "An index is dropped that the table does not have.",
            "Correct the name, or use `ifExists = true`."),
    DUPLICATE_INDEX(
            Area.SCHEMA,
            Outcome.FAILED,
            "The table has an index of that name already.",
            "Choose another name, or use `ifNotExists = true`."),
    UNKNOWN_OBJECT(
            Area.SCHEMA,
            Outcome.FAILED,
            "A view, sequence, enum, routine, trigger or schema is dropped or changed that does not exist at its revision.",
            "Correct the name, or use `ifExists = true`."),
    DUPLICATE_OBJECT(
            Area.SCHEMA,
            Outcome.FAILED,
            "A view, sequence, enum, routine, trigger or schema of that name exists already.",
            "Choose another name; drop the old one first."),
    UNKNOWN_VALUE(
            Area.SCHEMA,
            Outcome.FAILED,
            "A value is named that the enum does not have; the message lists those it has.",
            "Correct the value."),
    DUPLICATE_VALUE(
            Area.SCHEMA,
            Outcome.FAILED,
            "The enum has that value already.",
            "Remove the operation, or choose another value."),
    TYPE_IN_USE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An enum is dropped that a column still has as its type.",
            "Drop the column, or change its type, first."),
    SCHEMA_IN_USE(
            Area.SCHEMA,
            Outcome.FAILED,
            "A schema is dropped that still holds a table.",
            "Drop the table, or move it, first."),
    // The model
    NO_MODEL(
            Area.MODEL,
            Outcome.FAILED,
            "Something is to be compared with the model, and `[model]` names none.",
            "Add `[model]` with `scripts` or `tables`; in an application, call `model(…)`."),
    NO_MODEL_CLASS_PATH(
            Area.MODEL,
            Outcome.FAILED,
            "`classpath` names a folder or file that is not there.",
            "Build the application first, or correct the path."),
    UNKNOWN_MODEL_CLASS(
            Area.MODEL,
            Outcome.FAILED,
            "`tables` names a class or package that is not on the class path.",
            "Correct the name, build the application, or complete `classpath`."),
    NOT_A_TABLE(
            Area.MODEL,
            Outcome.FAILED,
            "A class that `tables` names is no Exposed table and declares none, or a package holds none.",
            "Name an object that extends `org.jetbrains.exposed.v1.core.Table`, a class that holds such objects, or their package."),
    UNLOADABLE_MODEL_CLASS(
            Area.MODEL,
            Outcome.FAILED,
            "Java refuses a class of the model: something it needs is not on the class path, or its initialiser threw. Exposed before 1.0 has other packages.",
            "Complete `classpath`, or correct the class."),
    UNREADABLE_MODEL_TABLE(
            Area.MODEL,
            Outcome.FAILED,
            "A table declares something that no value of ours describes.",
            "Declare it in another way."),
    DUPLICATE_MODEL_TABLE(
            Area.MODEL, Outcome.FAILED, "Two tables of the model have one name.", "Keep one, or name fewer packages."),
    EMPTY_MODEL(
            Area.MODEL,
            Outcome.FAILED,
            "The model has no tables: following it would drop everything.",
            "Let `tables` or `scripts` in `[model]` name what declares them."),
    UNKNOWN_RENAME(
            Area.MODEL,
            Outcome.FAILED,
            "A rename that was given fits neither the database nor the model.",
            "Correct the names."),
    NOT_FIRST(
            Area.MODEL,
            Outcome.FAILED,
            "`revision --autogenerate --from-database` where there are revisions, or the database says it has some.",
            "Adopt a database before there are revisions."),
    ENUM_CHANGE(
            Area.MODEL,
            Outcome.FAILED,
            "An enumeration of the model loses or reorders values, which no database does in place.",
            "Do what the message says."),
    POSSIBLE_RENAME(
            Area.MODEL,
            Outcome.FAILED,
            "What goes and what comes look like one thing, and nobody can be asked.",
            "Decide: `--rename users.mail=email`, or `--no-renames`."),
    DESTRUCTIVE_CHANGE(
            Area.MODEL,
            Outcome.FAILED,
            "A change may lose data, or fail on rows that are there, and nobody can be asked.",
            "Look at each, then add `--allow-destructive`."),
    SCRIPT_TEMPLATE(
            Area.MODEL,
            Outcome.FAILED,
            "A script template cannot be read, or has placeholders that none has or that stand where they cannot.",
            "Correct the lines named, by [the list](configuration.md#what-new-scripts-look-like)."),
    SCRIPT_TEMPLATE_BROKEN(
            Area.MODEL,
            Outcome.FAILED,
            "The script that a template makes does not compile, or is another revision or does something else than it should. Nothing was written.",
            "Correct the template: the script is shown."),
    GENERATED_SCRIPT(
            Area.MODEL,
            Outcome.FAILED,
            "A generated script does not compile, or does something else than it should. Nothing was written: this is a fault of Kmigrate.",
            "Report it, and write the change by hand."),
    // The revision graph
    DUPLICATE_ID(
            Area.GRAPH,
            Outcome.FAILED,
            "Two scripts have one revision id.",
            "Give one of them another id, or delete the copy."),
    ILLEGAL_ID(
            Area.GRAPH,
            Outcome.FAILED,
            "A revision id holds a character that targets use, is a reserved word, or is longer than 255 characters.",
            "Use letters, digits and `_`."),
    DUPLICATE_LABEL(
            Area.GRAPH,
            Outcome.FAILED,
            "Two revisions carry one branch label, or a label equals a revision id.",
            "Keep it in one of them: a label spreads to all descendants by itself."),
    ILLEGAL_LABEL(
            Area.GRAPH,
            Outcome.FAILED,
            "A branch label holds a character that targets use, or is a reserved word.",
            "Use letters, digits and `_`."),
    MISSING_PARENT(
            Area.GRAPH,
            Outcome.FAILED,
            "`downRevision` names a revision that no script has.",
            "Add the missing script, or correct the id; a label is not a parent."),
    MISSING_DEPENDENCY(
            Area.GRAPH,
            Outcome.FAILED,
            "`dependsOn` names a revision or label that no script has.",
            "Add the missing script, or correct it."),
    SELF_LOOP(Area.GRAPH, Outcome.FAILED, "A revision is its own parent.", "Correct `downRevision`."),
    CYCLE(
            Area.GRAPH,
            Outcome.FAILED,
            "Revisions follow each other in a circle; the message lists them.",
            "Correct one `downRevision` so that the line begins at a base."),
    DEPENDENCY_SELF_LOOP(Area.GRAPH, Outcome.FAILED, "A revision depends on itself.", "Remove it from `dependsOn`."),
    DEPENDENCY_CYCLE(
            Area.GRAPH,
            Outcome.FAILED,
            "Revisions follow or depend on each other in a circle.",
            "Remove one `dependsOn`."),
    // The target
    UNKNOWN_REVISION(Area.TARGET, Outcome.FAILED, "No revision id or branch label begins so.", "See `history`."),
    UNKNOWN_BRANCH(
            Area.TARGET,
            Outcome.FAILED,
            "There is no branch before the `@`.",
            "See `branches` and `history` for labels."),
    AMBIGUOUS_IDENTIFIER(
            Area.TARGET, Outcome.FAILED, "Several ids or labels begin so.", "Type more of the one you mean."),
    MULTIPLE_HEADS(
            Area.TARGET,
            Outcome.FAILED,
            "`head` means one revision, and there are several heads.",
            "Name one, use `heads`, or join them with `merge`."),
    NOT_ON_BRANCH(
            Area.TARGET,
            Outcome.FAILED,
            "In `branch@revision`, the revision is not a member of the branch.",
            "Leave out `branch@`, or name one of its revisions."),
    AMBIGUOUS_WALK(Area.TARGET, Outcome.FAILED, "A relative target comes to a fork.", "Name the revision you mean."),
    AMBIGUOUS_CURRENT(
            Area.TARGET,
            Outcome.FAILED,
            "A relative target could begin at several of the revisions the database is at.",
            "Name the branch: `billing@+1`."),
    RELATIVE_OUT_OF_RANGE(
            Area.TARGET,
            Outcome.FAILED,
            "A relative target leads past the first or the last revision, or in the wrong direction.",
            "Name a revision, `head` or `base`."),
    OVERLAPPING_REVISIONS(
            Area.TARGET,
            Outcome.FAILED,
            "Of several targets one stands on another, or so do two rows of the version table.",
            "Name the upper one only; correct the table with `stamp`."),
    NOT_AN_ANCESTOR(
            Area.TARGET,
            Outcome.FAILED,
            "A downgrade names a revision that is not below the database, or a range does not run along one line.",
            "Name a revision on the way down; see `current` and `history`."),
    BRANCH_MISSES_TARGET(
            Area.TARGET,
            Outcome.FAILED,
            "In `branch@revision`, the branch does not lead up from that revision, so nothing would be undone.",
            "Name a branch above it, or leave out `branch@`."),
    IRREVERSIBLE(
            Area.TARGET,
            Outcome.FAILED,
            "A revision on the way down says `irreversible(…)`, or has no `downgrade` block and none can be derived. Nothing has been changed.",
            "Write a `downgrade` block; restore a backup; or go forward with a new revision."),
    RANGE_NOT_ALLOWED(
            Area.TARGET,
            Outcome.USAGE,
            "A range `a:b` where a single target is meant.",
            "Name the target only; a range needs `--sql`."),
    RANGE_REQUIRED(
            Area.TARGET,
            Outcome.USAGE,
            "A downgrade as SQL text does not say where it begins.",
            "Write `from:to`, as in `downgrade head:base --sql`."),
    MALFORMED_RANGE(Area.TARGET, Outcome.USAGE, "A range cannot be read.", "Write `from:to`, `from:` or `:to`."),
    NOT_AT_HEADS(
            Area.TARGET,
            Outcome.DIFFERENT,
            "From `Status.requireHeads()` alone: the database is not at the heads.",
            "Run `upgrade heads`."),
    NOT_UP_TO_DATE(
            Area.TARGET,
            Outcome.FAILED,
            "The database is to be compared with the model, and revisions are pending: they would be found again.",
            "Run `upgrade heads` first, or compare with the history."),
    UNKNOWN_APPLIED_REVISION(
            Area.TARGET,
            Outcome.FAILED,
            "The version table names a revision that no script has.",
            "Bring back the script, or check that this is the right database; an older release goes on with `ignore_unknown_revisions = true`; if it is gone for good, `stamp --purge REV`."),
    DOWNGRADE_FROM_SEVERAL(
            Area.TARGET,
            Outcome.DONE,
            "A warning, which stops nothing: several revisions are current, and `-1` goes down from the first.",
            "Name the one you mean: `billing@-1`."),
    // New revisions
    NOT_A_HEAD(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "The parent of a new revision is not a head.",
            "Add `--splice` to begin a branch there, or name a head."),
    DUPLICATE_HEADS(
            Area.NEW_REVISION, Outcome.FAILED, "Two of the parents mean one revision.", "Name each parent once."),
    NOTHING_TO_MERGE(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`merge` is given one revision, or `heads` where there is one head.",
            "Nothing: the line is whole; or name two revisions."),
    NOTHING_TO_DEPEND_ON(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`--depends-on` is given a target that is no revision, such as `base`.",
            "Name a revision or a label."),
    NOT_A_SCRIPT_FOLDER(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`--version-path` is outside the script folders, or `scripts` names bundles alone.",
            "Name a script folder."),
    WHICH_SCRIPT_FOLDER(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "There are several script folders, and no parent decides between them.",
            "Name one with `--version-path`."),
    FILE_EXISTS(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "The file of the new script exists already.",
            "Choose another message or `--rev-id`."),
    CANNOT_WRITE(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "A script, a bundle, or the configuration that `init` makes cannot be written.",
            "Check the permissions of the folder."),
    HOOK_FAILED(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "A command of `post_write` cannot be started, or failed; the new script stays.",
            "See its output; correct `[hooks]`, or run the command again by hand."),
    NO_EDITOR(Area.NEW_REVISION, Outcome.FAILED, "Neither `VISUAL` nor `EDITOR` names an editor.", "Set one of them."),
    NO_TERMINAL(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`edit` was run without a terminal.",
            "Run it in one; `show` prints the path of a script."),
    EDITOR_FAILED(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "The editor cannot be started, or ended with a failure.",
            "Let `VISUAL` or `EDITOR` name a program that is installed."),
    // The configuration
    USAGE(
            Area.CONFIGURATION,
            Outcome.USAGE,
            "The command line cannot be understood: an unknown command or option, a missing argument, options that exclude each other.",
            "See `migrate COMMAND --help`."),
    NO_CONFIG(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "The configuration named with `-c` does not exist, or this folder has neither a configuration nor scripts.",
            "Correct the path, change to the project's folder, or run `migrate init`."),
    ALREADY_THERE(
            Area.CONFIGURATION, Outcome.FAILED, "`init` finds a configuration.", "Edit it, or name another folder."),
    UNREADABLE_CONFIG(
            Area.CONFIGURATION, Outcome.FAILED, "The configuration cannot be read.", "Check its permissions."),
    MALFORMED_CONFIG(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "The configuration is not TOML, or a key stands there twice.",
            "Mend the line that is shown, or the one before it."),
    MALFORMED_ENV(Area.CONFIGURATION, Outcome.FAILED, "A line of `.env` is not `NAME=value`.", "Mend or remove it."),
    UNKNOWN_SETTING(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "There is no section or key of that name.",
            "Correct it; near names are suggested."),
    BAD_SETTING(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "A setting has a value that it cannot have.",
            "Do what the message says."),
    MISSING_VARIABLE(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`${NAME}` stands for a variable that is not set.",
            "Set it, or write a default: `${NAME:-…}`."),
    NO_URL_FUNCTION(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`url_from` names no function on the class path of `[model]` that takes nothing and gives a text.",
            "Build the application, or correct the name: `com.acme.Connection.url`."),
    URL_FUNCTION_FAILED(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "The function of `url_from` threw, or a class it needs is missing.",
            "Set what it needs, complete `classpath`, or give `--url`."),
    UNKNOWN_DATABASE(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`-n` names a database that has no section `[databases.NAME]`.",
            "Add the section, or correct the name."),
    // The database
    NO_DATABASE(
            Area.DATABASE,
            Outcome.FAILED,
            "A command needs a database, and none is named.",
            "Set `url` in `migrate.toml`, give `--url`, or call `dataSource(…)`."),
    BAD_URL(
            Area.DATABASE,
            Outcome.FAILED,
            "The database URL is empty or cannot be read.",
            "Write `postgresql://user:password@host:5432/database`, `sqlite:path` or a `jdbc:` URL."),
    NO_DRIVER(
            Area.DATABASE,
            Outcome.FAILED,
            "No JDBC driver on the class path takes the URL.",
            "Add the driver that the message names."),
    DRIVER_NOT_LOADED(
            Area.DATABASE,
            Outcome.FAILED,
            "The driver's native library, or a class it needs, cannot be loaded: the folder for temporary files is full or allows no programs, or a jar is missing.",
            "Free space, or let `-Djava.io.tmpdir` name another folder; complete the class path."),
    UNKNOWN_DIALECT(
            Area.DATABASE,
            Outcome.FAILED,
            "The database is none that Kmigrate knows.",
            "Use a supported database, or add a dialect for yours to the class path."),
    UNREACHABLE(
            Area.DATABASE,
            Outcome.FAILED,
            "Nothing answers at the address of the URL.",
            "Check host and port, and that the database runs."),
    REFUSED(
            Area.DATABASE,
            Outcome.FAILED,
            "The database answers, and refuses the connection: user, password, database name, or too many connections.",
            "Do what the message says."),
    DATABASE_ERROR(
            Area.DATABASE,
            Outcome.FAILED,
            "The database failed outside the statements of a script, for example while the version table was read.",
            "See what the database says."),
    DATABASE_FAILURE(
            Area.DATABASE,
            Outcome.FAILED,
            "The database failed while its catalog was read or the lock was taken.",
            "Check the connection and the privileges of its user."),
    LOCK_PRIVILEGE(
            Area.DATABASE,
            Outcome.FAILED,
            "The user of an Oracle database may not use `DBMS_LOCK`, which keeps migrators apart.",
            "Let an administrator grant it; the message has the statement."),
    CATALOG_UNREADABLE(
            Area.DATABASE,
            Outcome.FAILED,
            "The SQLite file is no database, or somebody else holds it.",
            "Check the file."),
    LOCK_FILE(
            Area.DATABASE,
            Outcome.FAILED,
            "The lock file beside the SQLite database cannot be used.",
            "Let the user write to the database's folder."),
    LOCKED(
            Area.DATABASE,
            Outcome.LOCKED,
            "Another migrator held the lock until the timeout; the message says who, where the database knows.",
            "Wait and run again, or wait longer with `--lock-timeout`."),
    // Execution
    EDITED_SCRIPT(
            Area.EXECUTION,
            Outcome.EDITED,
            "A script does something else than what was applied: the message lists the operations that went (`-`) and that came (`+`). Comments, layout and line ends are no edit; neither is a change inside a `data { }` block, which counts with its description alone. Nothing was run.",
            "Put the script back and write a new revision for the change, or accept it with `migrate repair`."),
    OPERATION_IN_FLIGHT(
            Area.EXECUTION,
            Outcome.FAILED,
            "An earlier run of a revision that commits several times was killed, or failed between two statements, while SQL text or a `data` step ran that the database does not undo. The message lists what is done. Nothing was run.",
            "Look whether the operation is done: `migrate resume --skip` if it is, `migrate resume --retry` if it is not."),
    UNFINISHED_REVISION(
            Area.EXECUTION,
            Outcome.FAILED,
            "A revision is half applied or half undone, and what was asked for would leave it so, or its script is gone. Nothing was run.",
            "`migrate resume` goes on with it; `migrate resolve` says that it was finished, or undone, by hand."),
    UNFINISHED_EDITED(
            Area.EXECUTION,
            Outcome.EDITED,
            "A revision is half done, and the operations that were begun are not what its script says now. Those that have not begun may be edited. Nothing was run.",
            "Put the operations back as they were, or finish by hand and use `migrate resolve`."),
    NOTHING_UNFINISHED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`migrate resolve` names a revision that is not half done.",
            "Use `migrate stamp` for a database that was changed by hand."),
    DRY_RUN(
            Area.EXECUTION,
            Outcome.FAILED,
            "`--dry-run` of a revision that the database could not roll back. Nothing was run.",
            "Look at `--plan` or `--sql`, or try it on a copy."),
    OPERATION_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "An operation failed. The message gives the database's reason, the statement, and the state that the database is in now.",
            "Mend the script or the data, then run the same command again."),
    COMMIT_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "The operations ran, and the database refused to commit them, for example over a deferred constraint.",
            "Mend what the database says, then run again."),
    STEP_HOOK_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`beforeStep` or `afterStep` of `env.kts`, or a hook of the application, refused a step, or the database refused what it said. The message says what state the database is in.",
            "Do what the reason says, or change the hook; then run the same command again."),
    RUN_TRANSACTION(
            Area.EXECUTION,
            Outcome.FAILED,
            "`transaction = \"run\"` is set, and a revision has operations that the database must commit by themselves.",
            "Set `transaction = \"revision\"`, or upgrade in several runs around that revision."),
    ENCLOSED(
            Area.EXECUTION,
            Outcome.FAILED,
            "The connection given to the migrator is inside a transaction of the application's, and a revision has to commit, or is half done. Nothing was run.",
            "Give it a connection in autocommit mode, or a data source."),
    POOLED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`pooled = true` is set, and a revision is not one transaction, or is half done. Nothing was run.",
            "Run it with `pooled = false` and a URL that leads to the database itself."),
    VERSION_ROW_LOST(
            Area.EXECUTION,
            Outcome.FAILED,
            "Somebody else changed the version table during the run.",
            "See `current`, then run again."),
    UNKNOWN_DEFINITION(
            Area.EXECUTION,
            Outcome.FAILED,
            "A statement must say again what is not known of a column: SQL text is made, and no script before makes its table.",
            "Do what the message says instead, or run the revision rather than print it."),
    UNSUPPORTED_OPERATION(
            Area.EXECUTION,
            Outcome.FAILED,
            "The database cannot do what an operation asks for.",
            "Do what the message says instead."),
    NAME_TOO_LONG(Area.EXECUTION, Outcome.FAILED, "A name is longer than the database keeps.", "Shorten it."),
    BAD_CSV(
            Area.EXECUTION,
            Outcome.FAILED,
            "A CSV file of `loadCsv` holds a value that its column's type cannot be.",
            "Correct the file; `nullText` says what stands for null."),
    ONLINE_ONLY(
            Area.EXECUTION,
            Outcome.FAILED,
            "A `data` step needs a database, and SQL text was asked for.",
            "Run with a connection, or give the step `offline = skip` or `offline = sql(\"…\")`."),
    INTERNAL(Area.EXECUTION, Outcome.FAILED, "A bug in Kmigrate.", "Report it, with the trace and the command.");

    private final Area area;
    private final Outcome outcome;
    private final String meaning;
    private final String remedy;

    ErrorCode(Area area, Outcome outcome, String meaning, String remedy) {
        this.area = area;
        this.outcome = outcome;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** What a failure is about: a section of {@code docs/errors.md}. */
    public enum Area {
        SCRIPT,
        BUNDLE,
        SCHEMA,
        MODEL,
        GRAPH,
        TARGET,
        NEW_REVISION,
        CONFIGURATION,
        DATABASE,
        EXECUTION
    }

    /** The code as users see it, in kebab case: {@code unknown-table}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Area area() {
        return area;
    }

    /** How the command ends because of it. */
    public Outcome outcome() {
        return outcome;
    }

    /** The exit code of the command; 0 for a warning, which stops nothing. */
    public int exitCode() {
        return outcome.exitCode();
    }

    /** Where the documentation explains it, from the top of the project. */
    public String anchor() {
        return "docs/errors.md#" + text();
    }

    /** When it happens, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What a user does about it, in Markdown. */
    public String remedy() {
        return remedy;
    }

    @Override
    public String toString() {
        return text();
    }

    /**
     * The code that users see as {@code text}.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static ErrorCode of(String text) {
        return Arrays.stream(values())
                .filter(code -> code.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no error code " + text));
    }
}
