package io.kmigrate.dialect.sqlserver

import io.kmigrate.dialect.goldenQuestions
import io.kotest.core.spec.style.FunSpec

class UnsupportedQuestionsTest :
    FunSpec({ goldenQuestions("sqlserver") { UnsupportedQuestions.of(it) } })
