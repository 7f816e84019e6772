package io.kmigrate.dialect.postgres;

import static io.kmigrate.dialect.postgres.PostgresRenderer.LITERALS;
import static io.kmigrate.dialect.postgres.PostgresRenderer.NAMES;

import io.kmigrate.dialect.CreateStatement;
import io.kmigrate.schema.StoredProgram;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts an object in the place of an old one that keeps what hangs on it: OR REPLACE where PostgreSQL can; otherwise
 * what hangs on the old one is read from the catalog, goes with it and is created again. All of it is one statement,
 * so that it holds for the client's script and outside a transaction as well. What cannot be created again is named,
 * and nothing changes.
 */
final class Replacement {
    private Replacement() {}

    private static final String BLOCK = """
            DECLARE
                definition CONSTANT text := {definition};
                existing oid;
                created oid;
                others oid[];
                options text := '';
                suffix text := '';
                taken text[];
                made text[];
                subjects text[];
                needed text[];
                refused text;
            BEGIN
            {find}
                -- Everything that hangs on it, as statements.
            {query};
            {check}
                IF refused IS NOT NULL THEN
                    RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
                        MESSAGE = {subject} || ' cannot be {changed}: ' || refused || ' depends on it',
                        HINT = 'Drop it before, and create it again after.';
                END IF;
                FOR place IN 1 .. COALESCE(cardinality(taken), 0) LOOP
                    EXECUTE taken[place];
                END LOOP;
            {change}
                FOR place IN 1 .. COALESCE(cardinality(made), 0) LOOP
                    CONTINUE WHEN needed[place] <> '' AND NOT EXISTS (SELECT FROM pg_attribute a
                        WHERE a.attrelid = to_regclass({name}) AND a.attname = needed[place] AND NOT a.attisdropped);
                    BEGIN
                        EXECUTE {statement};
                    EXCEPTION WHEN OTHERS THEN
                        RAISE EXCEPTION USING ERRCODE = SQLSTATE, MESSAGE = {subject} || ' cannot be {changed}: '
                            || subjects[place] || ' depends on it and cannot be created again: ' || SQLERRM;
                    END;
                END LOOP;
            END""";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");

    private static final String VARIABLES = "taken, made, subjects, needed, refused";

    private static final String FIND_VIEW = """
                existing := (SELECT c.oid FROM pg_class c WHERE c.oid = to_regclass({name}) AND c.relkind IN ('v', 'm'));
                SELECT {options}, CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN ' WITH NO DATA' ELSE '' END
                    INTO options, suffix FROM pg_class c WHERE c.oid = existing AND c.relkind = '{relkind}';
                options := COALESCE(options, '');
                suffix := COALESCE(suffix, '');
                IF existing IS NULL THEN
                    EXECUTE {create} || definition;
                    RETURN;
                END IF;
            """;

    /** It takes the columns as they are and more behind them. It would take the options away that it does not name. */
    private static final String REPLACE_VIEW = """
                BEGIN
                    EXECUTE {replace} || options || definition;
                    RETURN;
                EXCEPTION WHEN invalid_table_definition OR wrong_object_type THEN
                    created := NULL;
                END;
            """;

    private static final String CHECK_VIEW = """
                refused := COALESCE(refused, (SELECT 'option ' || array_to_string(c.reloptions, ', ') FROM pg_class c
                    WHERE c.oid = existing AND c.relkind <> '{relkind}' AND c.reloptions IS NOT NULL));
            """;

    static String view(View view) {
        boolean rows = view.materialized();
        String create = (rows ? "CREATE MATERIALIZED VIEW " : "CREATE VIEW ") + NAMES.quote(view.name());
        String find = FIND_VIEW + (rows ? "" : REPLACE_VIEW);
        return block(
                Map.of(
                        "find",
                        find,
                        "check",
                        CHECK_VIEW,
                        "change",
                        "    EXECUTE {create} || options || definition || suffix;",
                        "query",
                        query(roots("pg_class"))),
                Map.of(
                        "definition", dollarQuoted("text", " AS\n" + view.query()),
                        "options", DependantQuery.OPTIONS,
                        "relkind", rows ? "m" : "v",
                        "create", LITERALS.render(create),
                        "replace", LITERALS.render("CREATE OR REPLACE VIEW " + NAMES.quote(view.name())),
                        "name", relation(view.name()),
                        "subject", LITERALS.render("view " + view.name()),
                        "changed", "replaced",
                        "statement", "made[place]"));
    }

    private static final String ONE_OF_NAME = """
                existing := (SELECT min(p.oid::int8)::oid FROM pg_proc p
                    WHERE p.proname = {routine} AND p.pronamespace = to_regnamespace({schema}) HAVING count(*) = 1);
            """;

    /** PostgreSQL alone reads arguments with modes, names and other spellings of types. */
    private static final String ONE_OF_ARGUMENTS = """
                BEGIN
                    EXECUTE {mark};
                    existing := (SELECT d.objoid FROM pg_description d
                        WHERE d.classoid = 'pg_proc'::regclass AND d.description = 'kmigrate: this one');
                    RAISE EXCEPTION USING ERRCODE = 'KMI01';
                EXCEPTION WHEN SQLSTATE 'KMI01' OR undefined_function OR undefined_object OR invalid_schema_name THEN
                    created := NULL;
                END;
            """;

    /** Another result or other names of arguments need a new function; other arguments are one beside the old one. */
    private static final String REPLACE_ROUTINE = """
                others := ARRAY(SELECT p.oid FROM pg_proc p
                    WHERE p.proname = {routine} AND p.pronamespace = to_regnamespace({schema}));
                BEGIN
                    EXECUTE definition;
                    created := (SELECT p.oid FROM pg_proc p WHERE p.proname = {routine}
                        AND p.pronamespace = to_regnamespace({schema}) AND p.oid <> ALL (others));
                    IF created IS NOT NULL AND existing IS NULL AND {is_ambiguous} AND cardinality(others) > 0 THEN
                        RAISE EXCEPTION USING ERRCODE = 'ambiguous_function',
                            MESSAGE = {subject} || ' is not one alone: several have the name',
                            HINT = 'Name the arguments of the one to replace.';
                    END IF;
                    IF created IS NULL OR existing IS NULL THEN
                        RETURN;
                    END IF;
                EXCEPTION WHEN invalid_function_definition OR wrong_object_type THEN
                    IF existing IS NULL THEN
                        RAISE;
                    END IF;
                END;
            """;

    private static final String CREATE_ROUTINE = """
                IF created IS NULL THEN
                    EXECUTE definition;
                    created := (SELECT p.oid FROM pg_proc p WHERE p.proname = {routine}
                        AND p.pronamespace = to_regnamespace({schema}) AND p.oid <> ALL (others));
                END IF;""";

    static String routine(StoredProgram program) {
        StoredProgram.Id id = program.id();
        Optional<CreateStatement> statement = CreateStatement.of(program.definition(), PostgresStatements.RULES);
        String schema = statement
                .flatMap(CreateStatement::schema)
                .or(() -> Optional.ofNullable(id.name().schema()))
                .map(name -> LITERALS.render(NAMES.quote(name)))
                .orElse("quote_ident(current_schema())");
        String arguments = id.arguments() == null ? "" : id.arguments();
        String mark = "COMMENT ON " + id.kind() + " " + NAMES.quote(id.name()) + "(" + arguments
                + ") IS 'kmigrate: this one'";
        return block(
                Map.of(
                        "find",
                        (id.arguments() == null ? ONE_OF_NAME : ONE_OF_ARGUMENTS) + REPLACE_ROUTINE,
                        "check",
                        "",
                        "change",
                        CREATE_ROUTINE,
                        "query",
                        query(roots("pg_proc"))),
                Map.of(
                        "definition",
                        dollarQuoted(
                                "text",
                                statement
                                        .map(found -> found.replacing("OR REPLACE"))
                                        .orElse(program.definition())),
                        "routine",
                        LITERALS.render(id.name().name()),
                        "schema",
                        schema,
                        "mark",
                        dollarQuoted("text", mark),
                        "is_ambiguous",
                        id.arguments() == null ? "TRUE" : "FALSE",
                        "name",
                        "NULL",
                        "subject",
                        LITERALS.render(id.toString()),
                        "changed",
                        "replaced",
                        "statement",
                        "replace(made[place], '" + DependantQuery.ROUTINE + "', created::regprocedure::text)"));
    }

    private static final String FIND_TRIGGER = """
                existing := (SELECT g.oid FROM pg_trigger g
                    WHERE g.tgrelid = to_regclass({table}) AND g.tgname = {trigger} AND NOT g.tgisinternal);
                IF existing IS NULL THEN
                    EXECUTE definition;
                    RETURN;
                END IF;
            """;

    static String trigger(StoredProgram program, TableName table) {
        return block(
                Map.of(
                        "find",
                        FIND_TRIGGER,
                        "check",
                        "",
                        "change",
                        "    EXECUTE definition;",
                        "query",
                        query(roots("pg_trigger"))),
                Map.of(
                        "definition", dollarQuoted("text", program.definition()),
                        "table", LITERALS.render(NAMES.quote(table)),
                        "trigger", LITERALS.render(program.name().name()),
                        "name", "NULL",
                        "subject", LITERALS.render(program.id().toString()),
                        "changed", "replaced",
                        "statement", "made[place]"));
    }

    /** Statements that change the type of a column, with what reads the column gone and created again. */
    static String around(TableName table, String column, List<String> statements) {
        StringBuilder change = new StringBuilder();
        statements.forEach(statement -> change.append(change.isEmpty() ? "" : "\n")
                .append("    EXECUTE ")
                .append(dollarQuoted("text", statement))
                .append(";"));
        return block(
                Map.of(
                        "find", "",
                        "check", "",
                        "change", "{statements}",
                        "query", query("{readers}")),
                Map.of(
                        "statements", change.toString(),
                        "readers", ColumnReaders.roots(table, column),
                        "definition", "''",
                        "name", "NULL",
                        "subject", LITERALS.render("column " + table + "." + column),
                        "changed", "changed",
                        "statement", "made[place]"));
    }

    private static String roots(String catalog) {
        return "SELECT '" + catalog + "'::regclass::oid, existing, 0";
    }

    /** CREATE takes the first schema of the search path, where looking up takes any of them. */
    private static String relation(TableName name) {
        return name.schema() == null
                ? "quote_ident(current_schema()) || " + LITERALS.render("." + NAMES.quote(name))
                : LITERALS.render(NAMES.quote(name));
    }

    /** In one pass, so that nothing in a user's text is taken for a place to fill. */
    private static String block(Map<String, String> parts, Map<String, String> values) {
        String template = fill(BLOCK, parts).replaceAll("\\n{2,}", "\n");
        return "DO " + dollarQuoted("kmigrate", "\n" + fill(template, values) + "\n");
    }

    private static String fill(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    private static String query(String roots) {
        return DependantQuery.of(roots, VARIABLES).indent(4).stripTrailing();
    }

    /** In dollar quotes that the text does not have. */
    private static String dollarQuoted(String name, String text) {
        String tag = name;
        while (text.contains("$" + tag + "$")) {
            tag += "_";
        }
        return "$" + tag + "$" + text + "$" + tag + "$";
    }
}
