package framework;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.failure.Problem;
import java.util.Arrays;
import java.util.List;

/** The framework's own command; migrations are one of the things it could do. */
public final class Framework {
    static final int OK = 0;
    static final int WRONG_USAGE = 64;
    static final int FAILED = 70;
    static final int TRY_AGAIN = 75;

    private Framework() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        if (words.isEmpty() || !words.get(0).equals("migrate")) {
            return usage();
        }
        List<String> rest = words.subList(1, words.size());
        try {
            return migrate(rest.isEmpty() ? "" : rest.get(0), rest.subList(Math.min(1, rest.size()), rest.size()));
        } catch (MigrationException failure) {
            failure.problems().forEach(Framework::complain);
            return switch (failure.outcome()) {
                case LOCKED -> TRY_AGAIN;
                default -> FAILED;
            };
        }
    }

    private static int migrate(String command, List<String> names) {
        Migrations migrations = new Migrations(DatabaseSettings.ofEnvironment());
        return switch (command) {
            case "generate" -> names.size() == 1 ? migrations.generate(names.get(0)) : usage();
            case "upgrade" -> names.isEmpty() ? migrations.upgrade() : usage();
            case "downgrade" -> names.isEmpty() ? migrations.downgrade() : usage();
            case "status" -> names.isEmpty() ? migrations.status() : usage();
            default -> usage();
        };
    }

    private static void complain(Problem problem) {
        System.out.println("✗ " + problem.text().replace("\n", "\n  "));
        if (problem.location() != null) {
            System.out.println("  in " + problem.location());
        }
    }

    private static int usage() {
        Arrays.asList(
                        "usage: framework migrate generate NAME   what the models have and the database lacks",
                        "       framework migrate upgrade         to the newest migration",
                        "       framework migrate downgrade       one migration back",
                        "       framework migrate status          what is applied, what is not")
                .forEach(System.out::println);
        return WRONG_USAGE;
    }
}
