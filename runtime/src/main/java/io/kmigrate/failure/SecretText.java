package io.kmigrate.failure;

import static org.apiguardian.api.API.Status.INTERNAL;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** Takes passwords out of a text by where they stand, without knowing them. */
@API(status = INTERNAL, since = "0.1")
public final class SecretText {
    /** {@code //user:secret@}, up to the last at sign of the word; digits and a slash behind the colon are a port. */
    private static final Pattern LOGIN = Pattern.compile("(//[^\\s/:@'\"<>]*):(?!\\d{1,5}/)([^\\s'\"<>]*)@");

    /** {@code jdbc:acme:thin:user/secret@}: some drivers have it behind the kind of the connection. */
    private static final Pattern SLASH_LOGIN = Pattern.compile(
            "(?i)(jdbc:[\\w:-]+:(?:\"[^\"]*\"|[\\w$#\\[\\]-]+))/(?!/)(\"[^\"]*\"|[^\\s'\"]*)@");

    /** {@code ?password=secret}, {@code ;pwd={secret}}, {@code (password=secret)}. */
    private static final Pattern PARAMETER =
            Pattern.compile("([?;&(,]\\s*([\\w.%+-]+)\\s*=\\s*)(\\{(?:[^}]|}})*}|\"[^\"]*\"|'[^']*'|[^&;),\\s'\"]+)");

    /** Databases repeat a part of the statement: {@code PASSWORD 'x'}, {@code IDENTIFIED BY "x"}, {@code pwd=x}. */
    private static final Pattern CLAUSE = Pattern.compile("(?i)(\\bidentified\\s+by\\s+(?:password\\s+)?"
            + "|\\b(?:password|passwd|pwd|passphrase)(?:\\s*[=:]>?\\s*|\\s+(?=['\"])))"
            + "('[^']*'?|\"[^\"]*\"?|[^\\s'\",;)]+)");

    /** A token or a secret is named with an equals sign only: databases speak of tokens of their grammar. */
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?i)(\\b(?:secret|token)\\s*=>?\\s*)('[^']*'?|\"[^\"]*\"?|[^\\s'\",;)]+)");

    /** What advice writes in the place of a password. A password that is called so is known, and hidden as such. */
    private static final String PLACEHOLDER = "password";

    private SecretText() {}

    /** Without the passwords of URLs, and without the values of parameters that are called secrets. */
    public static String withoutPasswords(String text) {
        if (text.indexOf('@') < 0 && text.indexOf('=') < 0) {
            return text;
        }
        String result = LOGIN.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(2).equals(PLACEHOLDER)
                                ? found.group()
                                : found.group(1) + ":" + Secrets.STARS + "@"));
        result = SLASH_LOGIN.matcher(result).replaceAll("$1/" + Secrets.STARS + "@");
        return PARAMETER
                .matcher(result)
                .replaceAll(found -> Matcher.quoteReplacement(
                        SecretName.isSecret(found.group(2)) ? found.group(1) + Secrets.STARS : found.group()));
    }

    /** The same, and without what a statement says behind {@code PASSWORD} and {@code IDENTIFIED BY}. */
    public static String withoutClauses(String text) {
        String result = CLAUSE.matcher(text).replaceAll("$1" + Secrets.STARS);
        return ASSIGNMENT.matcher(withoutPasswords(result)).replaceAll("$1" + Secrets.STARS);
    }
}
