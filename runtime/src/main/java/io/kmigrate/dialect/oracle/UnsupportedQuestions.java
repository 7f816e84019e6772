package io.kmigrate.dialect.oracle;

import io.kmigrate.dialect.Question;
import io.kmigrate.dialect.SchemaScope;
import java.util.List;

final class UnsupportedQuestions {
    private UnsupportedQuestions() {}

    static List<Question> of(SchemaScope scope) {
        return List.of();
    }
}
