package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.STABLE;

import java.util.Arrays;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * Every failure that has a name: stable, and documented in {@code docs/errors.md}, which is made from this list.
 * Programs may compare {@link #text}; sentences may change.
 */
@API(status = STABLE, since = "0.1")
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
            "Fix the permissions, or save the script as UTF-8."),
    MISSING_SCRIPT(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script disappeared after its folder was read. Or `edit` is asked for a script of a bundle.",
            "Run again, or name the folder of the scripts."),
    CHANGED_MEANWHILE(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script was changed after its header was read and before it was compiled.",
            "Run the command again."),
    SCRIPT_ERROR(
            Area.SCRIPT,
            Outcome.FAILED,
            "The Kotlin compiler refuses the script. Line, column and caret show the place.",
            "Correct the script."),
    MISSING_REVISION(
            Area.SCRIPT,
            Outcome.FAILED,
            "The file is empty, or it sets no `revision`.",
            "Begin it with `revision = \"…\"`, or remove the file."),
    ILLEGAL_REVISION(
            Area.SCRIPT,
            Outcome.FAILED,
            "An id or label in the script is empty or too long, is a reserved word (`head`, `heads`, `base`, `current`), or holds white space or one of `@ + - : ,`.",
            "Use only letters, digits, `_` and `.`, up to 255 of them."),
    ILLEGAL_TIMEOUT(
            Area.SCRIPT,
            Outcome.FAILED,
            "`lockTimeout` or `statementTimeout` in the script is not a time above 0.",
            "Write a number with `ms`, `s`, `min` or `h`, such as `\"5s\"`."),
    ILLEGAL_ONLINE(
            Area.SCRIPT,
            Outcome.FAILED,
            "`online` in the script is another word than `auto`, `always` or `never`.",
            "Write one of the three."),
    CLIENT_COMMAND(
            Area.SCRIPT,
            Outcome.FAILED,
            "SQL of the script holds a command of the database's own client, such as `\\connect` of `psql` or the rows of `COPY … FROM stdin`.",
            "Remove the command. For a dump, keep its text in a file and run it with `executeFile`."),
    UNREADABLE_SQL_FILE(
            Area.SCRIPT,
            Outcome.FAILED,
            "A file of `executeFile` is not there, or it is no text in its encoding.",
            "Restore the file, or name its `encoding`."),
    UNSAFE_OPERATION(
            Area.EXECUTION,
            Outcome.FAILED,
            "An operation would lose rows of a large table, or keep others waiting for it. Nothing has run.",
            "Follow the advice of the rule in [lint rules](lint.md). Put the operation into `unsafe(\"why\") { }` where it must run as it is. `gate` in `[lint]` says whether an upgrade asks at all."),
    BAD_IMPORT(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`import` cannot read a file of another tool's history, finds none, or finds two for one version.",
            "Correct the file, or name the folders of one database only."),
    CANNOT_ADOPT(
            Area.DATABASE,
            Outcome.FAILED,
            "`adopt` cannot take over the history table of another tool: a migration failed there, is unknown to the scripts, was left out or was edited. Nothing has changed.",
            "Settle it with the other tool, or import again, and run `adopt` again."),
    CANNOT_EXPORT(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`export` cannot write a revision as a file of another tool: it is code, asks the database, or has an id that is too long there; or the file is there with another text. Nothing was written.",
            "Give the code an `offlineSql`, or let `export --stub` write a file that fails there. Compare a file that is there, and use `--force` to replace it."),
    NOT_EXPORTED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`also_write` is set, and the other tool has no file for a revision. Nothing has run.",
            "Write the file with `migrate export`, and run the same command again."),
    IMPORT_DIFFERS(
            Area.NEW_REVISION,
            Outcome.DIFFERENT,
            "`import --prove` built a database by the old SQL and one by the imported scripts, and both differ.",
            "Correct the script of the revision that is named, and report the difference."),
    GIT_FAILED(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`lint --since` cannot ask `git` what is new.",
            "Run it in a repository, and name a commit or branch that it has."),
    BAD_BASELINE(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`lint-baseline.json` cannot be read or written.",
            "Restore it, or write it again with `migrate lint --update-baseline`."),
    UNKNOWN_RULE(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`[lint.rules]` names a rule that does not exist.",
            "Take a code of [lint rules](lint.md)."),
    NO_TABLE_SIZES(
            Area.EXECUTION,
            Outcome.DONE,
            "A warning: the database does not tell how large its tables are, so each counts as large.",
            "Let the database user read the statistics of tables."),
    SESSION_CHANGED(
            Area.SCRIPT,
            Outcome.DONE,
            "A revision changed settings of its session, such as `search_path`, the role or the database in use. They were restored after it, so that the next revision and Kmigrate's tables did not see them.",
            "Restore them at the end of the script. On PostgreSQL, `SET LOCAL` holds for the transaction alone."),
    SESSION_NOT_RESTORED(
            Area.SCRIPT,
            Outcome.FAILED,
            "A revision changed settings of its session, and the database refused to restore them.",
            "Take the change out of the script, or restore the settings at its end."),
    TRANSACTION_CONTROL(
            Area.SCRIPT,
            Outcome.FAILED,
            "SQL of the script begins, ends or changes a transaction, such as with `BEGIN`, `COMMIT` or `ROLLBACK`. A revision runs in a transaction of Kmigrate's. A failure and `--dry-run` roll that transaction back.",
            "Leave the statements out: dumps have a pair of them around all others. Or set `transactional = false` in the script. A text may then begin a transaction that it ends."),
    DUPLICATE_REPEATABLE(
            Area.SCRIPT,
            Outcome.FAILED,
            "Two scripts of `repeatable/` declare one object for the same database.",
            "Remove one of them, or put each into `on(\"…\") { }` for other databases."),
    OTHER_NAME(
            Area.SCRIPT,
            Outcome.FAILED,
            "A script of `repeatable/` gives an object another name than its `CREATE` statement does. PostgreSQL writes a name without quotes in small letters, H2 and Oracle in capitals.",
            "Write the same name and the same schema in both."),
    UNKNOWN_NEED(
            Area.SCRIPT,
            Outcome.FAILED,
            "`dependsOn` of an object in `repeatable/` names nothing that is declared there and no table of the scripts.",
            "Correct the name."),
    REPEATED_WORD(
            Area.SCRIPT,
            Outcome.FAILED,
            "The script contains a word twice that is allowed once, such as `upgrade`.",
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
            "A word of the top level, such as `dependsOn`, is inside a block.",
            "Move it to the top level."),
    CONFLICTING_WORDS(
            Area.SCRIPT,
            Outcome.FAILED,
            "The script has `downgrade { }` together with `irreversible(…)`, or `downRevision` together with `downRevisions(…)`.",
            "Keep one of the two."),
    HIDDEN_HEADER(
            Area.SCRIPT,
            Outcome.FAILED,
            "A word of the header has another value when the script runs than its text says: `revision`, `downRevision`, `downRevisions`, `dependsOn` or `branchLabels`.",
            "Write them as plain lines at the top level."),
    INVALID_OPERATION(
            Area.SCRIPT,
            Outcome.FAILED,
            "A call compiles but makes no sense: an empty name, a foreign key with unequal numbers of columns, a table without columns.",
            "Correct the call."),
    DUPLICATE_COLUMN(
            Area.SCRIPT,
            Outcome.FAILED,
            "One table declares two columns of one name, or a column gets a name that the table already has.",
            "Choose another name."),
    SCRIPT_FAILED(
            Area.SCRIPT,
            Outcome.FAILED,
            "The script threw an exception while it was evaluated.",
            "Correct the script. The blocks only describe: put code that needs the database into `data { }`."),
    NO_COMPILER(
            Area.SCRIPT,
            Outcome.FAILED,
            "Scripts must be compiled, and there is no Kotlin compiler.",
            "In an application, add the compiler artifacts that the message names. For the command, install it again."),
    COMPILER_FAILED(
            Area.SCRIPT,
            Outcome.FAILED,
            "The Kotlin compiler itself failed: it ran out of memory, was killed, had no space for its files, or found Kotlin artifacts of different versions on one class path.",
            "Follow the message. For more memory, set `-Dkmigrate.compiler.options=-Xmx1g`."),
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
            "The setting `env` names an `env.kts` that does not exist.",
            "Create it, or correct the setting."),
    // Bundles
    NO_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "The class path has no bundle of that name, or the jar has none.",
            "Let the build create it with `migrate bundle`."),
    AMBIGUOUS_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "The class path has several bundles of one name that differ, or a jar holds several.",
            "Leave one, or give each a name with `migrate bundle --as NAME`."),
    DAMAGED_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "An entry of the bundle is missing or has changed since the bundle was created, or the index has.",
            "Create it again. Keep resource filters, relocations and minimizers of the build away from `META-INF/kmigrate/`."),
    UNKNOWN_BUNDLE_FORMAT(
            Area.BUNDLE,
            Outcome.FAILED,
            "The bundle was created by a Kmigrate that writes another format.",
            "Create it and run it with the same version."),
    BUNDLE_NEEDS_OTHER_VERSION(
            Area.BUNDLE,
            Outcome.FAILED,
            "A script in the bundle uses something that this Kmigrate does not have.",
            "Run it with the Kmigrate that created it, or a newer one."),
    BUNDLE_MISMATCH(
            Area.BUNDLE,
            Outcome.FAILED,
            "A script describes other operations, or another place in the graph, than when the bundle was created. It reads the clock, the machine or its environment.",
            "Let it depend on parameters only, and create the bundle again."),
    CHANGING_SCRIPT(
            Area.BUNDLE,
            Outcome.FAILED,
            "`migrate bundle` evaluated a script twice, and it described different operations. It reads the clock, the machine or its environment.",
            "Let it depend on parameters only."),
    NOTHING_TO_BUNDLE(
            Area.BUNDLE,
            Outcome.FAILED,
            "There are no scripts, or the source is a bundle already.",
            "Name the folder of your migrations in the setting `scripts`."),
    ILLEGAL_BUNDLE_NAME(
            Area.BUNDLE,
            Outcome.FAILED,
            "The name of a bundle has other characters than letters, digits, `.`, `_` and `-`.",
            "Choose another name."),
    BUNDLE_EXISTS(
            Area.BUNDLE,
            Outcome.FAILED,
            "`migrate bundle` would replace another file.",
            "Add `--force`, or name another place with `-o`."),
    // The schema that scripts describe
    INCOMPLETE_DOWNGRADE(
            Area.SCHEMA,
            Outcome.FAILED,
            "`validate` warns of a downgrade that does not lead back to the schema before its upgrade.",
            "Add the missing operations to `downgrade`, or leave the block out where all can be derived."),
    UNKNOWN_TABLE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation names a table that does not exist at its revision.",
            "Correct the name, or the order of the revisions."),
    DUPLICATE_TABLE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation creates a table that exists already, or renames one to the name of another.",
            "Choose another name, or use `ifNotExists = true`."),
    OWN_TABLE(
            Area.SCHEMA,
            Outcome.FAILED,
            "A revision makes, drops or renames a table in which Kmigrate keeps what was applied, such as `migrate_version`. Nothing has run.",
            "Remove the operation. If a table of another tool is meant, set another `version_table`."),
    UNKNOWN_COLUMN(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation names a column that the table does not have.",
            "Correct the name. The message lists the columns."),
    COLUMN_IN_USE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation drops a column that a key, an index or a constraint still uses.",
            "Drop or change that first."),
    UNKNOWN_CONSTRAINT(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation drops a constraint that the table does not have.",
            "Correct the name, or use `ifExists = true`."),
    DUPLICATE_CONSTRAINT(
            Area.SCHEMA,
            Outcome.FAILED,
            "The table already has a constraint of that name, or a primary key.",
            "Choose another name, or drop the old key first."),
    UNKNOWN_INDEX(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation drops an index that the table does not have.",
            "Correct the name, or use `ifExists = true`."),
    DUPLICATE_INDEX(
            Area.SCHEMA,
            Outcome.FAILED,
            "The table already has an index of that name.",
            "Choose another name, or use `ifNotExists = true`."),
    UNKNOWN_OBJECT(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation drops or changes a view, sequence, enum, routine, trigger or schema that does not exist at its revision.",
            "Correct the name, or use `ifExists = true`."),
    DUPLICATE_OBJECT(
            Area.SCHEMA,
            Outcome.FAILED,
            "A view, sequence, enum, routine, trigger or schema of that name exists already.",
            "Choose another name, or drop the old one first."),
    UNKNOWN_VALUE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation names a value that the enum does not have. The message lists its values.",
            "Correct the value."),
    DUPLICATE_VALUE(
            Area.SCHEMA,
            Outcome.FAILED,
            "The enum already has that value.",
            "Remove the operation, or choose another value."),
    TYPE_IN_USE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation drops an enum that is still the type of a column.",
            "Drop the column, or change its type, first."),
    SCHEMA_IN_USE(
            Area.SCHEMA,
            Outcome.FAILED,
            "An operation drops a schema that still holds a table.",
            "Drop or move the table first."),
    // The model
    NO_MODEL(
            Area.MODEL,
            Outcome.FAILED,
            "A command compares with the model, and there is none.",
            "Add `[model]` with `scripts` or `tables`. In an application, call `model(…)`."),
    NO_MODEL_CLASS_PATH(
            Area.MODEL,
            Outcome.FAILED,
            "`classpath` names a folder or file that does not exist or cannot be read.",
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
            "Java refuses a class of the model: the class path lacks something that it needs, or its initialiser threw. Exposed before 1.0 has other packages.",
            "Complete `classpath`, or correct the class."),
    UNREADABLE_MODEL_TABLE(
            Area.MODEL,
            Outcome.FAILED,
            "A table declares something that scripts cannot express.",
            "Declare it in another way."),
    DUPLICATE_MODEL_TABLE(
            Area.MODEL, Outcome.FAILED, "Two tables of the model have one name.", "Keep one, or name fewer packages."),
    MODEL_SQL(
            Area.MODEL,
            Outcome.FAILED,
            "An SQL file of the model cannot be read or run. Its statements are tried out in a scratch schema, so they may only create and alter tables and what belongs to them, and may not name a schema.",
            "Correct the file, or write it again for this kind of database."),
    EMPTY_MODEL(
            Area.MODEL,
            Outcome.FAILED,
            "The model has no tables, so a comparison would drop everything.",
            "Name what declares the tables with `tables` or `scripts` in `[model]`."),
    UNKNOWN_RENAME(
            Area.MODEL,
            Outcome.FAILED,
            "A given rename fits neither the database nor the model.",
            "Correct the names."),
    NOT_FIRST(
            Area.MODEL,
            Outcome.FAILED,
            "`revision --autogenerate --from-database` is only for the first revision. There are others, or the database has some.",
            "Write a baseline before there are revisions."),
    ENUM_CHANGE(
            Area.MODEL,
            Outcome.FAILED,
            "An enumeration of the model loses or reorders values, and no database does that in place.",
            "Follow the message."),
    POSSIBLE_RENAME(
            Area.MODEL,
            Outcome.FAILED,
            "A dropped object and a new one look like a rename, and there is no terminal to ask.",
            "Decide with `--rename users.mail=email`, or with `--no-renames`."),
    DESTRUCTIVE_CHANGE(
            Area.MODEL,
            Outcome.FAILED,
            "A change may lose data, or fail on existing rows, and there is no terminal to ask.",
            "Look at each, then add `--allow-destructive`."),
    SCRIPT_TEMPLATE(
            Area.MODEL,
            Outcome.FAILED,
            "A script template cannot be read, has unknown placeholders, or has placeholders in the wrong place.",
            "Correct the lines that the message names, by [the list](configuration.md#templates-for-new-scripts)."),
    SCRIPT_TEMPLATE_BROKEN(
            Area.MODEL,
            Outcome.FAILED,
            "The script of a template does not compile, is another revision, or does something else than it should. Nothing was written.",
            "Correct the template. The message shows the script."),
    GENERATED_SCRIPT(
            Area.MODEL,
            Outcome.FAILED,
            "A generated script does not compile, or does something else than it should. Nothing was written. This is a bug in Kmigrate.",
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
            "Two revisions have one branch label, or a label equals a revision id.",
            "Keep it in one of them. All descendants have the label too."),
    ILLEGAL_LABEL(
            Area.GRAPH,
            Outcome.FAILED,
            "A branch label holds a character that targets use, or is a reserved word.",
            "Use letters, digits and `_`."),
    FORGOTTEN_PARENT(
            Area.GRAPH,
            Outcome.FAILED,
            "`validate` warns of a second script without `downRevision`, which is seldom meant.",
            "Set `downRevision`; or give the branch a label if it begins there on purpose."),
    MISSING_PARENT(
            Area.GRAPH,
            Outcome.FAILED,
            "`downRevision` names a revision that no script has.",
            "Add the missing script, or correct the id. A label is not a parent."),
    MISSING_DEPENDENCY(
            Area.GRAPH,
            Outcome.FAILED,
            "`dependsOn` names a revision or label that no script has.",
            "Add the missing script, or correct the name."),
    SELF_LOOP(Area.GRAPH, Outcome.FAILED, "A revision is its own parent.", "Correct `downRevision`."),
    CYCLE(
            Area.GRAPH,
            Outcome.FAILED,
            "Revisions follow each other in a circle. The message lists them.",
            "Correct one `downRevision` so that the line begins at a base."),
    DEPENDENCY_SELF_LOOP(Area.GRAPH, Outcome.FAILED, "A revision depends on itself.", "Remove it from `dependsOn`."),
    DEPENDENCY_CYCLE(
            Area.GRAPH,
            Outcome.FAILED,
            "Revisions follow or depend on each other in a circle.",
            "Remove one `dependsOn`."),
    // The target
    UNKNOWN_REVISION(
            Area.TARGET,
            Outcome.FAILED,
            "No revision id or branch label begins so.",
            "Run `history` to see the revisions."),
    UNKNOWN_BRANCH(
            Area.TARGET,
            Outcome.FAILED,
            "The word before the `@` is no branch.",
            "Run `branches` and `history` to see the labels."),
    AMBIGUOUS_IDENTIFIER(
            Area.TARGET,
            Outcome.FAILED,
            "Several ids or labels begin so.",
            "Type more characters of the one you mean."),
    MULTIPLE_HEADS(
            Area.TARGET,
            Outcome.FAILED,
            "`head` means one revision, and there are several heads.",
            "Name one, use `heads`, or join them with `merge`."),
    NOT_ON_BRANCH(
            Area.TARGET,
            Outcome.FAILED,
            "In `branch@revision`, the revision is not on the branch.",
            "Remove `branch@`, or name one of its revisions."),
    AMBIGUOUS_WALK(Area.TARGET, Outcome.FAILED, "A relative target comes to a fork.", "Name the revision you mean."),
    AMBIGUOUS_CURRENT(
            Area.TARGET,
            Outcome.FAILED,
            "A relative target could begin at several current revisions of the database.",
            "Name the branch: `billing@+1`."),
    RELATIVE_OUT_OF_RANGE(
            Area.TARGET,
            Outcome.FAILED,
            "A relative target goes past the first or the last revision, or in the wrong direction.",
            "Name a revision, `head` or `base`."),
    OVERLAPPING_REVISIONS(
            Area.TARGET,
            Outcome.FAILED,
            "One of several targets is an ancestor of another, or one row of the version table is.",
            "Name the upper target only. Correct the table with `stamp`."),
    NOT_AN_ANCESTOR(
            Area.TARGET,
            Outcome.FAILED,
            "A downgrade names a revision that is not below the database, or a range does not follow one line.",
            "Name a revision on the way down. `current` and `history` show them."),
    BRANCH_MISSES_TARGET(
            Area.TARGET,
            Outcome.FAILED,
            "In `branch@revision`, the branch does not lead up from that revision, so there is nothing to revert.",
            "Name a branch above it, or remove `branch@`."),
    IRREVERSIBLE(
            Area.TARGET,
            Outcome.FAILED,
            "A revision on the way down says `irreversible(…)`, or has no `downgrade` block and none can be derived. Nothing was changed.",
            "Write a `downgrade` block, restore a backup, or go forward with a new revision."),
    RANGE_NOT_ALLOWED(
            Area.TARGET,
            Outcome.USAGE,
            "The command needs a single target, and got a range `a:b`.",
            "Name the target only. A range needs `--sql`."),
    RANGE_REQUIRED(
            Area.TARGET,
            Outcome.USAGE,
            "A downgrade as SQL text does not say where it begins.",
            "Write `from:to`, as in `downgrade head:base --sql`."),
    MALFORMED_RANGE(Area.TARGET, Outcome.USAGE, "A range cannot be read.", "Write `from:to`, `from:` or `:to`."),
    NOT_AT_HEADS(
            Area.TARGET,
            Outcome.DIFFERENT,
            "The database is not at the heads. `Status.requireHeads()` alone fails so.",
            "Run `upgrade heads`."),
    NOT_UP_TO_DATE(
            Area.TARGET,
            Outcome.FAILED,
            "A comparison with the model needs all revisions, and some are pending. Or an application requires them.",
            "Run `upgrade heads` first, or compare with the history."),
    BASELINE_DIFFERS(
            Area.TARGET,
            Outcome.DIFFERENT,
            "A database without version rows should count as migrated to a revision, and its schema is another. The message lists the changes that would make it the same. Nothing was recorded.",
            "Name another revision, change the database, or run `migrate stamp` if the difference is meant."),
    UNKNOWN_APPLIED_REVISION(
            Area.TARGET,
            Outcome.FAILED,
            "The version table names a revision that no script has.",
            "Restore the script, or check that this is the right database. An older release continues with `ignore_unknown_revisions = true`. If the script is lost, run `stamp --purge REV`."),
    DOWNGRADE_FROM_SEVERAL(
            Area.TARGET,
            Outcome.DONE,
            "This is a warning and stops nothing: several revisions are current, and `-1` goes down from the first.",
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
            "`merge` got one revision, or `heads` where there is one head.",
            "Name two revisions, or continue with the one head."),
    NOTHING_TO_DEPEND_ON(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`--depends-on` names a target that is no revision, such as `base`.",
            "Name a revision or a label."),
    NOT_A_SCRIPT_FOLDER(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`--version-path` is outside the script folders, or `scripts` names bundles only.",
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
            "A script, a bundle, or the configuration of `init` cannot be written.",
            "Check the permissions of the folder."),
    HOOK_FAILED(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "A command of `post_write` cannot be started, or failed. The new script stays.",
            "Read its output. Correct `[hooks]`, or run the command again by hand."),
    NO_EDITOR(Area.NEW_REVISION, Outcome.FAILED, "Neither `VISUAL` nor `EDITOR` names an editor.", "Set one of them."),
    NO_TERMINAL(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`edit` was run without a terminal.",
            "Run it in one. `show` prints the path of a script."),
    NOT_EXPANDABLE(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "`revision --expand` cannot divide the revision over several releases. The message gives the reason.",
            "Write the revisions by hand, one for each release."),
    EDITOR_FAILED(
            Area.NEW_REVISION,
            Outcome.FAILED,
            "The editor cannot be started, or ended with a failure.",
            "Set `VISUAL` or `EDITOR` to a program that is installed."),
    // The configuration
    USAGE(
            Area.CONFIGURATION,
            Outcome.USAGE,
            "The command line cannot be understood: an unknown command or option, a missing argument, options that exclude each other.",
            "Run `migrate COMMAND --help`."),
    NO_CONFIG(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "The configuration named with `-c` does not exist, or this folder has neither a configuration nor scripts.",
            "Correct the path, change to the project's folder, or run `migrate init`."),
    ALREADY_THERE(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`init` finds a configuration, or files that it would replace.",
            "Edit them, or name another folder."),
    UNREADABLE_CONFIG(
            Area.CONFIGURATION, Outcome.FAILED, "The configuration cannot be read.", "Check its permissions."),
    MALFORMED_CONFIG(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "The configuration is not TOML, or has a key twice.",
            "Fix the line that is shown, or the one before it."),
    MALFORMED_ENV(Area.CONFIGURATION, Outcome.FAILED, "A line of `.env` is not `NAME=value`.", "Fix or remove it."),
    UNKNOWN_SETTING(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "There is no section or key of that name.",
            "Correct it. The message suggests near names."),
    BAD_SETTING(
            Area.CONFIGURATION, Outcome.FAILED, "A setting has a value that it cannot have.", "Follow the message."),
    MISSING_VARIABLE(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`${NAME}` names a variable that is not set.",
            "Set it, or write a default: `${NAME:-…}`."),
    NO_URL_FUNCTION(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`url_from` names no function on the class path of `[model]` that takes nothing and gives a text.",
            "Build the application, or correct the name: `com.acme.Connection.url`."),
    URL_FUNCTION_FAILED(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "The function of `url_from` threw, or a class that it needs is missing.",
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
            "The driver's native library, or a class that it needs, cannot be loaded. The folder for temporary files is full or allows no programs, or a jar is missing.",
            "Free space, or set `-Djava.io.tmpdir` to another folder. Complete the class path."),
    UNKNOWN_DIALECT(
            Area.DATABASE,
            Outcome.FAILED,
            "Kmigrate does not know this kind of database.",
            "Use a supported database, or add a dialect for yours to the class path."),
    UNREACHABLE(
            Area.DATABASE,
            Outcome.FAILED,
            "Nothing answers at the address of the URL.",
            "Check host and port, and that the database runs."),
    DISK_FULL(
            Area.DATABASE,
            Outcome.FAILED,
            "The database has no room left: its disk is full, or a limit of its size is reached. A revision whose operation fails so is `operation-failed`, with the same advice.",
            "Make room on the disk of the database, or raise the limit, and run the same command again."),
    READ_ONLY(
            Area.DATABASE,
            Outcome.FAILED,
            "The database may only be read: it is a standby, or someone has made it read-only.",
            "Connect to the primary server, or let this user write."),
    ROWS_HIDDEN(
            Area.DATABASE,
            Outcome.FAILED,
            "The version table or the history table shows no rows, and row security may hide them from the user. Nothing was run.",
            "Disable row security of both tables, or connect as a user who sees their rows."),
    TLS_FAILED(
            Area.DATABASE,
            Outcome.FAILED,
            "The connection cannot be encrypted: the certificate, the server or the settings do not allow it.",
            "Follow the message."),
    REFUSED(
            Area.DATABASE,
            Outcome.FAILED,
            "The database answers, and refuses the connection: user, password, database name, or too many connections.",
            "Follow the message."),
    TRANSACTION_POOL(
            Area.DATABASE,
            Outcome.FAILED,
            "The connection leads through a pool that gives each transaction, or each statement, another session of the server, such as PgBouncer. A lock would not hold there. Nothing was run.",
            "Connect to the database itself. If the pool keeps transactions together, `pooled = true` does, too."),
    DATABASE_ERROR(
            Area.DATABASE,
            Outcome.FAILED,
            "The database failed outside the statements of a script, for example while Kmigrate read the version table. Or a data source of the application gave no connection.",
            "Read the reason that the database gives."),
    DATABASE_FAILURE(
            Area.DATABASE,
            Outcome.FAILED,
            "The database failed while Kmigrate read its catalog or took the lock.",
            "Check the connection and the privileges of its user."),
    LOCK_PRIVILEGE(
            Area.DATABASE,
            Outcome.FAILED,
            "The user of an Oracle database may not use `DBMS_LOCK`, which keeps migrators apart.",
            "Ask an administrator to grant it. The message has the statement."),
    CATALOG_UNREADABLE(
            Area.DATABASE,
            Outcome.FAILED,
            "The SQLite file is no database, or another program holds it.",
            "Check the file."),
    LOCK_FILE(
            Area.DATABASE,
            Outcome.FAILED,
            "The lock file beside the SQLite database cannot be used.",
            "Let the user write to the database's folder."),
    LOCKED(
            Area.DATABASE,
            Outcome.LOCKED,
            "Another migrator held the lock until the timeout. Where the database knows it, the message says who.",
            "Wait and run again, or wait longer with `--lock-timeout`."),
    LOCK_LOST(
            Area.DATABASE,
            Outcome.LOCKED,
            "The lock is a row, as on a Galera cluster. The run did not renew it for a minute, and another migrator took it. The database refused to commit what the run did after that.",
            "Wait until the other migrator has finished, then run again."),
    // Execution
    EDITED_SCRIPT(
            Area.EXECUTION,
            Outcome.EDITED,
            "A script does something else than what was applied. The message lists removed (`-`) and added (`+`) operations. Comments, layout and line ends are no edit. A `data { }` block counts with its description only. Nothing was run.",
            "Restore the script and write a new revision for the change, or accept it with `migrate repair`."),
    REPEATABLE_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "The database refused a statement for an object of `repeatable/`. The revisions stay applied, and so do the objects that do not need this one.",
            "Correct its text in the script, and run `migrate upgrade` again."),
    TABLES_DISAGREE(
            Area.EXECUTION,
            Outcome.FAILED,
            "`also_write` keeps the table of another tool, and it names other revisions than the version table. Someone ran the other tool alone, or changed a row by hand. Nothing was run.",
            "Find out which revisions the database has. If it has one that only the other table names, record it with `migrate stamp`. If the other table lacks one, add its row."),
    FORMER_TEXT_UNKNOWN(
            Area.EXECUTION,
            Outcome.FAILED,
            "A downgrade leads to a revision of which the history does not say how an object of `repeatable/` was. Another tool made it, or a revision without a script.",
            "Stop the downgrade at a later revision, or drop the object by hand and remove its script first."),
    LATE_REVISION(
            Area.EXECUTION,
            Outcome.EDITED,
            "The scripts put a revision beneath applied ones, and the history says that it was never applied. Nothing was run. As a warning of a downgrade: nothing of the revision is reverted.",
            "Apply it now with `migrate upgrade --include-late`. If the database has it already, run `migrate stamp` or `migrate repair`."),
    CHANGED_PARENT(
            Area.EXECUTION,
            Outcome.EDITED,
            "The script of an applied revision names other parents than it was applied on, or no longer names a dependency. Nothing was run.",
            "Restore the parent, or accept the script with `migrate repair`."),
    LATE_CONFLICT(
            Area.EXECUTION,
            Outcome.EDITED,
            "`--include-late` cannot apply a late revision, because one of its operations does not commute with one that was applied after it. The message names both. `execute` and `data` commute with nothing, unless `execute` declares its changes. Nothing was run.",
            "Downgrade below the late revision and upgrade again, or give its script a parent that is a head."),
    OPERATION_IN_FLIGHT(
            Area.EXECUTION,
            Outcome.FAILED,
            "An earlier run of a revision that commits several times ended during SQL text or a `data` step that the database does not roll back. The message lists what is done. Nothing was run.",
            "Look whether the operation is done. Run `migrate resume --skip` if it is, `migrate resume --retry` if it is not."),
    UNFINISHED_REVISION(
            Area.EXECUTION,
            Outcome.FAILED,
            "A revision is unfinished, and the command would leave it so, or its script is gone. Nothing was run.",
            "Do what the message says, since it depends on how far the revision came. Most revisions continue with `migrate resume`. If you finished or reverted it by hand, run `migrate resolve`."),
    UNFINISHED_EDITED(
            Area.EXECUTION,
            Outcome.EDITED,
            "A revision is unfinished, and its script was edited in the part that is done. Operations that have not begun may be edited. Nothing was run.",
            "Restore those operations, or finish by hand and run `migrate resolve`."),
    NOTHING_UNFINISHED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`migrate resolve` names a revision that is not unfinished, or `migrate resume --skip` finds no interrupted operation.",
            "After a change by hand, run `migrate stamp`. To finish a revision, run `migrate resume`."),
    DRY_RUN(
            Area.EXECUTION,
            Outcome.FAILED,
            "The database could not roll back a revision of a `--dry-run`. Nothing was run.",
            "See every statement with `--plan -v`, or try it on a copy."),
    BACKFILL_KEY(
            Area.EXECUTION,
            Outcome.FAILED,
            "A backfill needs a key that is unique and never null, of types that the database can compare with a text. Nothing was changed.",
            "Give the table a primary key, or name another key with `key =`."),
    BACKFILL_EDITED(
            Area.EXECUTION,
            Outcome.EDITED,
            "A backfill began, and its script or the key of its table was changed since. The rows that are done were done by what the script said before. Nothing was run.",
            "Take the change back, and make a new revision with another backfill for it. Its pace may change at any time."),
    BACKFILL_ROW(
            Area.EXECUTION,
            Outcome.FAILED,
            "A row of a backfill failed. The message names its key. All rows before it are done and committed.",
            "Correct the row or the script, then run the same command again: it continues at this row. Or leave such rows out with `onError = skip(…)`."),
    UNKNOWN_BACKFILL(
            Area.EXECUTION,
            Outcome.FAILED,
            "The database has no backfill of this name.",
            "See all backfills and how they stand with `migrate backfill list`."),
    BACKFILL_DONE(
            Area.EXECUTION,
            Outcome.FAILED,
            "A backfill is done, so it cannot be paused, resumed or cancelled. Its rows are changed.",
            "Leave it as it is. A new revision with another backfill can change the rows once more."),
    BACKFILL_PENDING(
            Area.EXECUTION,
            Outcome.FAILED,
            "A revision says `requiresBackfill`, and that backfill has not come to its end, or rows of it failed. "
                    + "Nothing was run. If the same upgrade registers the backfill, the revisions before were applied.",
            "Run `migrate backfill run`, and upgrade again when it is done."),
    BACKFILL_STOPPED(
            Area.EXECUTION,
            Outcome.FAILED,
            "A backfill was paused or cancelled, or another runner has it. All rows that are done are committed.",
            "See who is at it with `migrate backfill list`."),
    BACKFILL_PASSES(
            Area.EXECUTION,
            Outcome.FAILED,
            "A backfill with several passes changes rows for which its condition still holds afterwards, so that the next pass would change them twice. The batch was rolled back.",
            "Write a condition that no longer holds for a row once it is changed, or leave `passes` out."),
    OPERATION_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "An operation failed. The facts are the database's reason, the statement, and the state that the database is in now.",
            "Fix the script or the data, then run the same command again."),
    ROWS_IN_THE_WAY(
            Area.EXECUTION,
            Outcome.FAILED,
            "Rows of a table break a constraint that an operation adds, or do not fit into a narrower type. The facts count them and give the keys of ten at most. The operation was not begun.",
            "Correct or remove the rows, then run the same command again."),
    BAD_ONLINE_COMMAND(
            Area.CONFIGURATION,
            Outcome.FAILED,
            "`online_command` does not say where the table and the change stand, or has another word in braces.",
            "Write `{table}` and `{alter}` into the arguments."),
    ONLINE_COMMAND_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "The program of `online_command` could not be started, failed, or changed nothing. The facts give the state of the database.",
            "Read what the program says, correct it, and run the same command again."),
    NO_ONLINE_FORM(
            Area.EXECUTION,
            Outcome.FAILED,
            "With `online = \"always\"`, operations must not keep others waiting. This database cannot do so for those that the message lists. Nothing was run.",
            "Allow the plain form with `online = \"auto\"`, or write the change in another way."),
    COMMIT_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "The operations ran, and the database refused to commit them, for example over a deferred constraint.",
            "Fix the cause that the database names, then run again."),
    STEP_HOOK_FAILED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`beforeStep` or `afterStep` of `env.kts`, or a hook of the application, refused a step, or the database refused its statement. The facts say what state the database is in.",
            "Do what the reason says, or change the hook. Then run the same command again."),
    RUN_TRANSACTION(
            Area.EXECUTION,
            Outcome.FAILED,
            "`transaction = \"run\"` is set, and a revision cannot share a transaction.",
            "Set `transaction = \"revision\"`, or upgrade in several runs around that revision."),
    ENCLOSED(
            Area.EXECUTION,
            Outcome.FAILED,
            "The connection of the migrator is inside a transaction of the application, and a revision has to commit or is unfinished. Nothing was run.",
            "Give it a connection in autocommit mode, or a data source."),
    POOLED(
            Area.EXECUTION,
            Outcome.FAILED,
            "`pooled = true` is set, and a revision is not one transaction or is unfinished. Nothing was run.",
            "Run it with `pooled = false` and a URL of the database itself."),
    VERSION_ROW_LOST(
            Area.EXECUTION,
            Outcome.FAILED,
            "Another process changed the version table during the run.",
            "Run `current`, then run again."),
    UNKNOWN_DEFINITION(
            Area.EXECUTION,
            Outcome.FAILED,
            "A statement must repeat the definition of a column, and it is not known: no script before creates its table.",
            "Follow the message. Instead of `--sql`, `--plan -v` shows every statement."),
    UNSUPPORTED_OPERATION(
            Area.EXECUTION,
            Outcome.FAILED,
            "The database cannot do what an operation asks for.",
            "Follow the message."),
    NAME_TOO_LONG(Area.EXECUTION, Outcome.FAILED, "A name is longer than the database keeps.", "Shorten it."),
    BAD_CSV(
            Area.EXECUTION,
            Outcome.FAILED,
            "A CSV file of `loadCsv` holds a value that does not fit the type of its column.",
            "Correct the file. `nullText` is what stands for null."),
    ONLINE_ONLY(
            Area.EXECUTION,
            Outcome.FAILED,
            "A `data` step needs a database, and the command writes SQL text.",
            "Give the step `offline = skip` or `offline = sql(\"…\")`, or see every statement with `--plan -v`."),
    OUTPUT_LOST(
            Area.EXECUTION,
            Outcome.FAILED,
            "Standard output could not be written, so that what was printed is not complete.",
            "Make room, or send the output elsewhere. Do not use what was written."),
    INTERNAL(Area.EXECUTION, Outcome.FAILED, "Kmigrate has a bug.", "Report it, with the trace and the command.");

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
        SCRIPT(
                "The script",
                "These failures come while scripts are read, compiled and evaluated, before a database is touched."),
        BUNDLE(
                "Bundles",
                "These are about [compiled scripts in a jar](bundle.md). Nothing of a refused bundle was run."),
        SCHEMA(
                "The schema that scripts describe",
                "These failures come while the operations of all revisions are replayed: by `validate`, for SQL text,"
                        + " and to derive a downgrade. On SQLite, an operation that rebuilds a table finds the same in"
                        + " the real table. The failure is then an `operation-failed`, and its reason is that sentence."),
        MODEL(
                "The model",
                "These failures come while tables are read to be compared, and while the comparison becomes a script."),
        GRAPH(
                "The revision graph",
                "These failures come when all headers are put together. Until they are fixed, only `init` works."),
        TARGET(
                "The target",
                "These are about targets such as `head`, `+2` or `cd0e`, and about the way from the database to them."),
        NEW_REVISION("New revisions", "These come from `revision`, `merge` and `edit`."),
        CONFIGURATION("The configuration", "These are about the command line, `migrate.toml` and the environment."),
        DATABASE("The database", "These failures come before and between the operations of scripts."),
        EXECUTION("Execution", "These failures come when revisions are about to run, or run.");

        private final String title;
        private final String introduction;

        Area(String title, String introduction) {
            this.title = title;
            this.introduction = introduction;
        }

        public String title() {
            return title;
        }

        /** When its failures come, in Markdown. */
        public String introduction() {
            return introduction;
        }
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
