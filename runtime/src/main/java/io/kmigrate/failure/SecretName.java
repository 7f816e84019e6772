package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Tells by its name alone whether a setting, a parameter or a variable holds a secret. */
@API(status = INTERNAL, since = "0.1")
public final class SecretName {
    /** The words of drivers, of their key stores and of cloud services. */
    private static final Pattern SECRET = Pattern.compile(
            ".*(passw(or)?d|passphrase|secret|token|credential).*|.*(pass|pwd|pw|(access|private|client|api|encryption)key)"
                    + "|(hex|re|cipher)?key|.*(providerclient|storage|account)key");

    /** The start of a shell has variables for its folders that are called so. */
    private static final List<String> FOLDERS = List.of("pwd", "oldpwd");

    /** They say where a secret is, or what kind it has. */
    private static final Pattern ABOUT = Pattern.compile(
            ".*(file|path|dir|folder|type|url|uri|provider|length|policy|property|name|expiration|timeout|encoding|format"
                    + "|algorithm|id|arn|class|callback|authentication|helper|plugin|plugins|required|enabled|count)");

    private SecretName() {}

    /** Whether the value of {@code name} is one that nobody may see, however the name is spelled. */
    public static boolean isSecret(String name) {
        String plain = plain(name);
        return SECRET.matcher(plain).matches() && !ABOUT.matcher(plain).matches();
    }

    /** The same for a variable of the process, where many names are not the project's own. */
    public static boolean isSecretVariable(String name) {
        return isSecret(name) && !FOLDERS.contains(plain(name));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
