package io.kmigrate.execution;

import static org.apiguardian.api.API.Status.INTERNAL;

import io.kmigrate.dialect.Catalog;
import io.kmigrate.dialect.Dialect;
import io.kmigrate.dialect.LiveTables;
import io.kmigrate.dialect.OnlineForm;
import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.OnlineMessages;
import io.kmigrate.operation.ChangedTable;
import io.kmigrate.operation.Operation;
import io.kmigrate.operation.OperationDescription;
import io.kmigrate.plan.Step;
import io.kmigrate.revision.Migration;
import io.kmigrate.revision.OnlineMode;
import io.kmigrate.revision.ScriptOperation;
import io.kmigrate.schema.Snapshot;
import io.kmigrate.schema.TableName;
import io.kmigrate.schema.TableSize;
import io.kmigrate.schema.TableSizes;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Chooses for each operation of a step between its plain statements and its online form.
 *
 * @param choices by the 0-based place of the operation, where there is something to choose
 * @param forms of the same operations, as far as they are known before the step
 * @param isLarge whether the step changes a large table
 * @param impossible operations that are to keep nobody waiting and cannot, a line each
 */
@API(status = INTERNAL, since = "0.1")
public record OnlineChoices(
        Map<Integer, OnlineChoice> choices, Map<Integer, OnlineForm> forms, boolean isLarge, List<String> impossible) {
    static final OnlineChoices NONE = new OnlineChoices(Map.of(), Map.of(), false, List.of());

    boolean isInParts(int place) {
        return of(place).filter(OnlineChoice::inParts).isPresent();
    }

    Optional<OnlineChoice> of(int place) {
        return Optional.ofNullable(choices.get(place));
    }

    /** Chooses by the sizes that the database tells; in a transaction a refusal of its would end that. */
    public static Chooser chooser(
            Dialect dialect,
            Connection connection,
            OnlineSettings settings,
            boolean isOneTransaction,
            boolean explains) {
        return new Chooser(
                dialect,
                dialect.introspector().catalog(connection),
                settings,
                isOneTransaction,
                explains,
                tables -> LiveTables.sizes(dialect, connection, tables, settings.large(), refused -> {}));
    }

    /** Without a database, nobody knows how large a table is: operations are plain unless a script wants otherwise. */
    static Chooser offline(Dialect dialect, Snapshot schema, OnlineSettings settings, boolean isOneTransaction) {
        return new Chooser(
                dialect,
                Catalog.of(schema),
                settings.withoutCommand(),
                isOneTransaction,
                false,
                tables -> TableSizes.of(Map.of(), settings.large()));
    }

    /** The operations of migrations that would run in parts, one migration behind the other. */
    public static Set<Operation> inParts(Chooser chooser, List<Migration> migrations) {
        TableOrigins origins = new TableOrigins();
        Set<Operation> found = new HashSet<>();
        for (Migration migration : migrations) {
            OnlineChoices choices = chooser.choose(migration.options().online(), migration.up(), origins);
            choices.choices().forEach((place, choice) -> {
                if (choice.inParts()) {
                    found.add(migration.up().get(place).operation());
                }
            });
        }
        return found;
    }

    /**
     * What choices are made by.
     *
     * @param isOneTransaction whether nothing can be committed before all is done
     * @param explains whether small tables are of interest, too
     * @param sizes asked once for all tables
     */
    public record Chooser(
            Dialect dialect,
            Catalog catalog,
            OnlineSettings settings,
            boolean isOneTransaction,
            boolean explains,
            Function<Collection<TableName>, TableSizes> sizes) {
        /** By sizes that are known. */
        public Chooser withSizes(TableSizes known) {
            return new Chooser(dialect, catalog, settings, isOneTransaction, explains, tables -> known);
        }

        /** {@code origins}: follows the operations. */
        OnlineChoices choose(Step step, TableOrigins origins) {
            return choose(step.options().online(), step.operations(), origins);
        }

        private OnlineChoices choose(
                @Nullable OnlineMode said, List<ScriptOperation> operations, TableOrigins origins) {
            OnlineMode mode = said == null ? settings.mode() : said;
            List<Operation> earlier = origins.followed();
            List<String> impossible = new ArrayList<>();
            if (mode == OnlineMode.ALWAYS) {
                impossible.addAll(new TextInTheWay(dialect, catalog, settings).of(operations, origins));
            }
            Map<Integer, TableName> tables = tables(operations, origins);
            boolean isOver = mode == OnlineMode.AUTO && !dialect.onlineForms().areThere();
            if (mode == OnlineMode.NEVER || isOver) {
                return NONE;
            }
            if (tables.isEmpty()) {
                return new OnlineChoices(Map.of(), Map.of(), false, impossible);
            }
            Set<TableName> distinct = new LinkedHashSet<>(tables.values());
            TableSizes found = mode == OnlineMode.AUTO ? sizes.apply(distinct) : TableSizes.unknown(settings.large());
            Map<Integer, OnlineChoice> choices = new HashMap<>();
            Map<Integer, OnlineForm> forms = new HashMap<>();
            tables.forEach((place, table) -> {
                if (!explains && !found.isLarge(table)) {
                    return;
                }
                Operation operation = operations.get(place).operation();
                OnlineForm form = form(operation, joined(earlier, operations.subList(0, place)));
                forms.put(place, form);
                if (mode == OnlineMode.ALWAYS) {
                    always(place, operation, form, choices, impossible);
                } else {
                    auto(place, table, form, found, choices);
                }
            });
            boolean isLarge = distinct.stream().anyMatch(found::isLarge);
            return new OnlineChoices(choices, forms, isLarge, impossible);
        }

        /**
         * The form of an operation that has not come yet: as the database is now or, where it works on what operations
         * before it make, as they will leave it.
         */
        private OnlineForm form(Operation operation, List<Operation> before) {
            Optional<TableName> table = ChangedTable.of(operation);
            boolean isChanged =
                    before.stream().anyMatch(earlier -> ChangedTable.of(earlier).equals(table));
            OnlineForm now;
            try {
                now = settings.form(dialect, operation, catalog);
            } catch (MigrationException notThereYet) {
                return settings.form(dialect, operation, Catalog.of(replayed(before), catalog));
            }
            return isChanged && now.isInParts() ? stillInParts(operation, now, before) : now;
        }

        /** What it goes by, such as the primary key, may be gone by then. */
        private OnlineForm stillInParts(Operation operation, OnlineForm now, List<Operation> before) {
            OnlineForm later = settings.form(dialect, operation, Catalog.of(replayed(before), catalog));
            return later.obstacle() == null ? now : later;
        }

        private static List<Operation> joined(List<Operation> earlier, List<ScriptOperation> before) {
            List<Operation> all = new ArrayList<>(earlier);
            before.forEach(located -> all.add(located.operation()));
            return all;
        }

        private Snapshot replayed(List<Operation> all) {
            Set<TableName> tables = new LinkedHashSet<>();
            all.forEach(operation -> ChangedTable.of(operation).ifPresent(tables::add));
            Snapshot schema = Snapshot.of(tables.stream()
                            .flatMap(table -> catalog.table(table).stream())
                            .toList())
                    .asUncertain();
            for (Operation operation : all) {
                schema = operation.apply(schema);
            }
            return schema;
        }

        /** The tables that were there before, by the place of the operation that changes them. */
        private static Map<Integer, TableName> tables(List<ScriptOperation> operations, TableOrigins origins) {
            Map<Integer, TableName> tables = new HashMap<>();
            int place = 0;
            for (ScriptOperation located : operations) {
                Optional<TableName> table = ChangedTable.of(located.operation()).flatMap(origins::of);
                if (table.isPresent()) {
                    tables.put(place, table.get());
                }
                origins.after(located.operation());
                place++;
            }
            return tables;
        }

        private void always(
                int place,
                Operation operation,
                OnlineForm form,
                Map<Integer, OnlineChoice> choices,
                List<String> impossible) {
            String obstacle = form.isInParts() && isOneTransaction ? OnlineMessages.oneTransaction() : form.obstacle();
            if (obstacle != null) {
                impossible.add(OnlineMessages.because(
                        OperationDescription.of(operation).headline(), obstacle));
            } else if (form.isInParts()) {
                choices.put(place, new OnlineChoice(true, OnlineMessages.wanted()));
            }
        }

        private void auto(
                int place, TableName table, OnlineForm form, TableSizes found, Map<Integer, OnlineChoice> choices) {
            if (!form.isInParts() && form.obstacle() == null) {
                return;
            }
            boolean isThere = found.of(table).isPresent() || !found.areComplete();
            if (!isThere) {
                return;
            }
            String size = size(table, found);
            String obstacle = isOneTransaction ? OnlineMessages.oneTransaction() : form.obstacle();
            if (!found.isLarge(table)) {
                choices.put(place, new OnlineChoice(false, size));
            } else if (obstacle == null) {
                choices.put(place, new OnlineChoice(true, size));
            } else {
                choices.put(place, new OnlineChoice(false, OnlineMessages.although(size, obstacle)));
            }
        }

        private static String size(TableName table, TableSizes found) {
            return found.of(table)
                    .filter(size -> !size.isUnknown())
                    .map(TableSize::text)
                    .map(size -> found.isLarge(table)
                            ? OnlineMessages.large(table.toString(), size)
                            : OnlineMessages.small(table.toString(), size))
                    .orElseGet(() -> OnlineMessages.largeUnknown(table.toString()));
        }
    }
}
