package io.kmigrate.sql;

/** A name of standard SQL whose signs may be written by their number: {@code U&"d\0061ta"}. */
final class EscapedName {
    private static final int SHORT = 4;
    private static final int LONG = 6;

    private EscapedName() {}

    static boolean isOne(String token) {
        return token.length() > 3 && token.regionMatches(true, 0, "U&", 0, 2);
    }

    /** @param escape the sign before a number */
    static String plain(String token, char escape) {
        char quote = token.charAt(2);
        String inner = token.substring(3, Math.max(3, token.length() - 1)).replace("" + quote + quote, "" + quote);
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < inner.length(); at++) {
            char sign = inner.charAt(at);
            boolean isEscape = sign == escape && at + 1 < inner.length();
            if (!isEscape) {
                name.append(sign);
            } else if (inner.charAt(at + 1) == escape) {
                name.append(escape);
                at++;
            } else {
                boolean isLong = inner.charAt(at + 1) == '+';
                int from = at + (isLong ? 2 : 1);
                int to = Math.min(inner.length(), from + (isLong ? LONG : SHORT));
                name.append(sign(inner.substring(from, to)));
                at = to - 1;
            }
        }
        return name.toString();
    }

    private static String sign(String number) {
        int code =
                number.chars().allMatch(digit -> Character.digit(digit, 16) >= 0) ? Integer.parseInt(number, 16) : -1;
        return Character.isValidCodePoint(code) ? Character.toString(code) : number;
    }
}
