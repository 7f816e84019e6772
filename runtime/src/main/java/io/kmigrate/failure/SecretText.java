package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Takes passwords out of a text by where they stand, without knowing them. */
@API(status = INTERNAL, since = "0.1")
public final class SecretText {
    /** What advice writes in the place of a password. A password that is called so is known, and hidden as such. */
    private static final String PLACEHOLDER = "password";

    private SecretText() {}

    /** Without the passwords of URLs, and without the values of parameters that are called secrets. */
    public static String withoutPasswords(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        String result = text.contains("//")
                ? Patterns.WORD.matcher(text).replaceAll(word -> Matcher.quoteReplacement(withoutLogin(word.group())))
                : text;
        return Patterns.PARAMETER
                .matcher(withoutSlashLogins(result))
                .replaceAll(found -> Matcher.quoteReplacement(
                        SecretName.isSecret(found.group(2)) ? found.group(1) + Secrets.STARS : found.group()));
    }

    /** Up to the last at sign of the word. Looks at each character once: the text may be a megabyte of logins. */
    private static String withoutLogin(String word) {
        int at = word.lastIndexOf('@');
        Matcher login = Patterns.LOGIN.matcher(word);
        if (at < 0 || !login.find() || login.end() > at) {
            return word;
        }
        boolean isPlaceholder = word.substring(login.end(), at).equals(PLACEHOLDER);
        return isPlaceholder ? word : word.substring(0, login.end()) + Secrets.STARS + word.substring(at);
    }

    /** The same for logins with a slash; the secret may stand between quotes. */
    private static String withoutSlashLogins(String text) {
        StringBuilder shown = new StringBuilder();
        int copied = 0;
        int from = 0;
        Matcher login = Patterns.SLASH_LOGIN.matcher(text);
        while (text.indexOf('@', from) >= 0 && login.find(from)) {
            int start = login.end();
            Matcher word = Patterns.END_OF_WORD.matcher(text);
            from = word.find(start) ? word.start() : text.length();
            int quote = from == start && from < text.length() ? text.indexOf('"', start + 1) : -1;
            int at = quote >= 0 && text.startsWith("@", quote + 1) ? quote + 1 : text.lastIndexOf('@', from - 1);
            if (at >= start) {
                shown.append(text, copied, start).append(Secrets.STARS);
                copied = at;
                from = Math.max(from, at);
            }
        }
        return shown.append(text, copied, text.length()).toString();
    }

    /** The same, and without what a statement says behind {@code PASSWORD} and {@code IDENTIFIED BY}. */
    public static String withoutClauses(String text) {
        String result = Patterns.CLAUSE.matcher(text).replaceAll("$1" + Secrets.STARS);
        return Patterns.ASSIGNMENT.matcher(withoutPasswords(result)).replaceAll("$1" + Secrets.STARS);
    }

    /** Made when a text first needs them: what most starts print needs none. */
    private static final class Patterns {
        static final Pattern WORD = Pattern.compile("[^\\s'\"<>]++");

        /** {@code //user:}; digits and a slash behind the colon are a port. */
        static final Pattern LOGIN = Pattern.compile("//[^/:@]*+:(?!\\d{1,5}/)");

        /** {@code jdbc:acme:thin:user/}: some drivers have the login behind the kind of the connection. */
        static final Pattern SLASH_LOGIN =
                Pattern.compile("(?i)jdbc:(?:[\\w-]++:){2,3}(?:\"[^\"]*\"|[\\w$#\\[\\]-]++)/(?!/)");

        static final Pattern END_OF_WORD = Pattern.compile("[\\s'\"]|$");

        /** {@code ?password=secret}, {@code ;pwd={secret}}, {@code (password=secret)}. */
        static final Pattern PARAMETER = Pattern.compile(
                "([?;&(,]\\s*([\\w.%+-]+)\\s*=\\s*)(\\{(?:[^}]|}}){0,128}+}|\"[^\"]*\"|'[^']*'|[^&;),\\s'\"]+)");

        /** Databases repeat a part of the statement: {@code PASSWORD 'x'}, {@code IDENTIFIED BY "x"}, {@code pwd=x}. */
        static final Pattern CLAUSE = Pattern.compile("(?i)(\\bidentified\\s+by\\s+(?:password\\s+)?"
                + "|\\b(?:password|passwd|pwd|passphrase)(?:\\s*[=:]>?\\s*|\\s+(?=['\"])))"
                + "('[^']*'?|\"[^\"]*\"?|[^\\s'\",;)]+)");

        /** A token or a secret is named with an equals sign only: databases speak of tokens of their grammar. */
        static final Pattern ASSIGNMENT =
                Pattern.compile("(?i)(\\b(?:secret|token)\\s*=>?\\s*)('[^']*'?|\"[^\"]*\"?|[^\\s'\",;)]+)");
    }
}
