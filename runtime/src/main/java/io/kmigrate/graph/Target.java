package io.kmigrate.graph;

import io.kmigrate.failure.MigrationException;
import io.kmigrate.message.TargetMessages;
import org.jspecify.annotations.Nullable;

/**
 * What a user means by an identifier, parsed but not yet looked up: {@code head}, {@code heads},
 * {@code base}, {@code current}, an id, the start of one or a label, {@code +2}, {@code -1}, {@code ab12+2},
 * each also as {@code branch@…}, where a label or a revision of the branch names it.
 */
public sealed interface Target {
    /** As the user typed it. */
    String text();

    /** What stands before the {@code @}. */
    @Nullable
    String branch();

    <R> R accept(Visitor<R> visitor);

    /** Whether it means nothing without knowing what is applied. */
    default boolean isRelativeToCurrent() {
        return false;
    }

    /** Whether it is what is applied. */
    default boolean isCurrent() {
        return false;
    }

    /** Whether it counts from what is applied, and says so: {@code current+1}. */
    default boolean isAnchoredAtCurrent() {
        return false;
    }

    /** One method for each form. */
    interface Visitor<R> {
        R head(Head target);

        R heads(Heads target);

        R base(Base target);

        R current(Current target);

        R name(Name target);

        R relative(Relative target);
    }

    /** The one head, of the branch if there is one. */
    record Head(String text, @Nullable String branch) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.head(this);
        }
    }

    /** All heads of the branch; without a branch, all that no other revision depends on. */
    record Heads(String text, @Nullable String branch) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.heads(this);
        }
    }

    /** Before the first revision. */
    record Base(String text, @Nullable String branch) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.base(this);
        }
    }

    /** What the database has. */
    record Current(String text) implements Target {
        @Override
        public @Nullable String branch() {
            return null;
        }

        @Override
        public boolean isCurrent() {
            return true;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.current(this);
        }
    }

    /** An id, a label, or the start of one; {@code name} is the part after the {@code @}. */
    record Name(String text, @Nullable String branch, String name) implements Target {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.name(this);
        }
    }

    /**
     * So many steps up or down.
     *
     * @param anchor where to begin, without the branch; null for what the database has
     * @param distance the signed number as typed
     */
    record Relative(
            String text, @Nullable String branch, @Nullable Target anchor, String distance) implements Target {
        private static final int FAR = 1_000_000_000;

        @Override
        public boolean isRelativeToCurrent() {
            return anchor == null;
        }

        @Override
        public boolean isAnchoredAtCurrent() {
            return anchor != null && anchor.isCurrent();
        }

        public boolean isUp() {
            return distance.startsWith("+") && steps() > 0;
        }

        public boolean isDown() {
            return distance.startsWith("-") && steps() > 0;
        }

        /** Never negative; a number beyond any graph is cut. */
        public int steps() {
            String digits = distance.substring(1);
            return digits.length() > 9 && !digits.startsWith("0") ? FAR : (int) Math.min(FAR, Long.parseLong(digits));
        }

        /** The text after the {@code @}. */
        public String symbol() {
            return branch == null ? text : text.substring(branch.length() + 1);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.relative(this);
        }
    }

    /**
     * Looks at the form only: what could be no identifier becomes a {@link Name} that no revision has.
     *
     * @throws MigrationException for a range
     */
    static Target parse(String text) {
        if (TargetRange.isRange(text)) {
            throw TargetMessages.rangeNotAllowed(text).exception();
        }
        int at = text.indexOf('@');
        return at <= 0
                ? TargetSyntax.parse(text, null, text)
                : TargetSyntax.parse(text, text.substring(0, at), text.substring(at + 1));
    }

    /** The same target looked for on one branch only. */
    default Target onBranch(String label) {
        return parse(label + "@" + text());
    }

    /** The same target without its branch. */
    default Target onAnyBranch() {
        return parse(text().substring(text().indexOf('@') + 1));
    }

    /** Whether an id may be spelled like this: nothing else could be meant by it. */
    static boolean isPlainName(String text) {
        return TargetSyntax.PLAIN.matcher(text).matches() && !isReserved(text);
    }

    /** Whether a branch label may be spelled like this; unlike an id it may hold a {@code -}. */
    static boolean isPlainLabel(String text) {
        return TargetSyntax.LABEL.matcher(text).matches()
                && !TargetSyntax.RELATIVE.matcher(text).matches()
                && !isReserved(text);
    }

    private static boolean isReserved(String text) {
        return TargetSyntax.RESERVED.contains(text);
    }
}
