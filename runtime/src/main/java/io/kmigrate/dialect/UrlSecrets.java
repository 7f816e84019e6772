package io.kmigrate.dialect;

import io.kmigrate.failure.SecretName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of one URL, in every spelling that a driver may take. Where a URL can be read in several ways, drivers
 * read it in several ways and repeat what they cannot use: then all readings are secrets.
 */
final class UrlSecrets {
    private static final int SHORTEST_PART = 5;

    private final String url;
    private final int start;
    private final Set<String> found = new LinkedHashSet<>();

    private UrlSecrets(String url) {
        this.url = url;
        Matcher scheme = Patterns.START.matcher(url);
        this.start = scheme.lookingAt() ? scheme.end() : 0;
    }

    static Set<String> of(String url) {
        Set<String> ofDriver =
                JdbcDrivers.ofUrl(url).map(driver -> driver.secrets(url)).orElse(Set.of());
        if (ofDriver.isEmpty() && url.indexOf('@') < 0 && url.indexOf('=') < 0) {
            return new LinkedHashSet<>();
        }
        UrlSecrets secrets = new UrlSecrets(url);
        secrets.logins();
        ofDriver.forEach(secrets::add);
        secrets.parameters();
        return secrets.found;
    }

    /** Each {@code user:secret@}: there is one for each host, and a secret may hold what ends one. */
    private void logins() {
        int whole = url.indexOf(':', start);
        int last = lastLoginEnd();
        for (int at = url.indexOf('@', start); at >= 0 && at <= last; at = url.indexOf('@', at + 1)) {
            if (whole >= 0 && whole < at) {
                add(url.substring(whole + 1, at));
            }
            int begin = Math.max(lastOf("@,(", at), start);
            int colon = url.indexOf(':', begin);
            if (colon >= 0 && colon < at) {
                add(url.substring(colon + 1, at));
            }
        }
        if (whole >= 0
                && whole < last
                && !Patterns.PLAIN_LOGINS.matcher(url.substring(start, last)).matches()) {
            addParts(url.substring(whole + 1, last), url.substring(start, whole) + "@" + url.substring(last + 1));
        }
    }

    /** The last at sign that ends a login, and none that stands in the value of a parameter. */
    private int lastLoginEnd() {
        Matcher parameter = Patterns.PARAMETER.matcher(url);
        if (!parameter.find(start)) {
            return url.lastIndexOf('@');
        }
        boolean endsBefore = url.lastIndexOf('@', parameter.start()) >= start;
        boolean hasHost = Patterns.PLAIN_HOST
                .matcher(url.substring(start, parameter.start()))
                .matches();
        return endsBefore || hasHost ? url.lastIndexOf('@', parameter.start()) : url.lastIndexOf('@');
    }

    private int lastOf(String delimiters, int before) {
        int place = before - 1;
        while (place >= start && delimiters.indexOf(url.charAt(place)) < 0) {
            place--;
        }
        return place + 1;
    }

    private void parameters() {
        Matcher parameter = Patterns.PARAMETER.matcher(url);
        int place = 0;
        while (parameter.find(place)) {
            // The delimiter that ends this one starts the next.
            place = parameter.end();
            if (SecretName.isSecret(ServerAddress.percentDecoded(parameter.group(1)))) {
                value(url.substring(parameter.end()));
            }
        }
    }

    private void value(String rest) {
        if (rest.startsWith("{")) {
            Matcher braces = Pattern.compile("\\{((?:[^}]|}})*+)}?").matcher(rest);
            if (braces.lookingAt()) {
                add(braces.group(1));
                add(braces.group(1).replace("}}", "}"));
            }
        }
        for (String delimiters : new String[] {"&;)", "&;),", "&", ";"}) {
            add(upTo(rest, delimiters));
        }
        String whole = upToNextParameter(rest);
        add(whole);
        addParts(whole, "");
    }

    private static String upTo(String rest, String delimiters) {
        int end = 0;
        while (end < rest.length() && delimiters.indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        return rest.substring(0, end);
    }

    /** A part without an equals sign is no parameter: it belongs to the secret before it. */
    private static String upToNextParameter(String rest) {
        Matcher next = Patterns.PARAMETER.matcher(rest);
        String whole = next.find() ? rest.substring(0, next.start()) : rest;
        int parenthesis = whole.lastIndexOf(')');
        return parenthesis < 0 ? whole : whole.substring(0, parenthesis);
    }

    /** @param known what is no secret: users and hosts */
    private void addParts(String secret, String known) {
        Set<String> others = Set.copyOf(Patterns.DELIMITERS.splitAsStream(known).toList());
        for (String text : new String[] {secret, ServerAddress.percentDecoded(secret)}) {
            Stream.of(Patterns.DELIMITERS, Patterns.ENCODED_DELIMITERS)
                    .flatMap(delimiters -> delimiters.splitAsStream(text))
                    .filter(part -> part.length() >= SHORTEST_PART && !others.contains(part))
                    .forEach(found::add);
        }
    }

    private void add(String secret) {
        addPlain(secret);
        addPlain(ServerAddress.percentDecoded(secret));
        addPlain(ServerAddress.percentDecoded(secret.replace('+', ' ')));
        if (secret.length() > 1 && "\"'".indexOf(secret.charAt(0)) >= 0) {
            addPlain(secret.substring(1).replaceAll("[\"']$", ""));
        }
    }

    /** H2 takes two secrets in one, with a blank between them. */
    private void addPlain(String secret) {
        if (!secret.isBlank()) {
            found.add(secret);
            // H2 drops them before it complains.
            found.add(secret.replace("\\", ""));
            if (secret.contains(" ")) {
                addParts(secret, "");
            }
        }
    }

    /** Made for a URL that can have a secret: that of a file has none, and every start would pay for them. */
    private static final class Patterns {
        static final Pattern PARAMETER = Pattern.compile("[?;&(,]\\s*([\\w.%+-]+)\\s*=\\s*");
        static final Pattern START = Pattern.compile("(?i)(?:[a-z][\\w+.-]*:)++(?://)?");
        static final Pattern DELIMITERS = Pattern.compile("[@:/?#&;,=()\\s]+");
        static final Pattern ENCODED_DELIMITERS = Pattern.compile("(?:[@:/?#&;,=()\\s]|%[0-9A-Fa-f]{2})++");

        /** Logins that can be read in one way only, one for each host. */
        static final Pattern PLAIN_LOGINS = Pattern.compile(
                "[^@:/?#;&,=()%\\s]*:[^@:/?#;&,=()%\\s]*(@[^@/?#;&,()]*(,[^@:/?#;&,=()%\\s]*:[^@:/?#;&,=()%\\s]*)?)*+");

        /** A host with a port, which has no login before it. */
        static final Pattern PLAIN_HOST = Pattern.compile("[^@:/]*(:\\d{1,5})?(/[^@]*)?");
    }
}
