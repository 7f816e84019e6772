package io.kmigrate.dsl.builder

import io.kmigrate.diff.ObjectFilter
import io.kmigrate.diff.ObjectFilter.Kind
import io.kmigrate.diff.ObjectFilter.Part
import io.kmigrate.schema.TableName
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

private fun filter(
    include: FilterScope.() -> Unit = {},
    exclude: FilterScope.() -> Unit = {},
): ObjectFilter = PatternFilter(FilterScope().apply(include), FilterScope().apply(exclude))

private fun ObjectFilter.tables(vararg names: String): List<String> = names.filter {
    includes(Kind.TABLE, name(it))
}

private fun name(text: String) =
    if ('.' in text) TableName(text.substringBefore('.'), text.substringAfter('.'))
    else TableName.of(text)

/** What `include` and `exclude` mean. */
class PatternFilterTest :
    FunSpec({
        test("a filter without a word includes everything") {
            filter().tables("a", "billing.a") shouldBe listOf("a", "billing.a")
            filter().schemas() shouldBe emptySet()
        }

        test("patterns have a sign for any characters, one for a single character, and no others") {
            val some = filter({ table("app_*", "l?g", "a+b") })
            some.tables("app_", "app_x", "my_app_x", "log", "loog", "a+b", "aab", "APP_x") shouldBe
                listOf("app_", "app_x", "log", "a+b")
        }

        test("include restricts only the kinds that it names, and exclude removes") {
            val both = filter({ table("app_*") }, { table("app_tmp*") })
            both.tables("app_a", "app_tmp1", "b") shouldBe listOf("app_a")
            both.includes(Kind.SEQUENCE, name("s")) shouldBe true
            both.includes(Part.COLUMN, name("app_a"), "c") shouldBe true
        }

        test("a pattern with a dot is about the schema, one without is about any") {
            filter({ table("billing.*", "shared") })
                .tables("billing.a", "a", "other.a", "shared", "other.shared") shouldBe
                listOf("billing.a", "shared", "other.shared")
            filter(exclude = { table("default.a") }).tables("a", "billing.a") shouldBe
                listOf("billing.a")
        }

        test("the schema of the connection has its name and the name default") {
            val named = filter({ schema("app", "billing") })
            named.schemas() shouldBe setOf("app", "billing")
            named.startingIn("app").tables("a", "billing.a", "other.a") shouldBe
                listOf("a", "billing.a")
            named.startingIn("public").tables("a", "app.a") shouldBe listOf("app.a")
            val default = filter({ schema("default") })
            default.schemas() shouldBe emptySet()
            default.startingIn("app").tables("a", "other.a") shouldBe listOf("a")
            default.tables("a", "other.a") shouldBe listOf("a")
            // Without a connection its usual names do.
            filter({ schema("public", "tenant_*") }).tables("a", "tenant_1.a", "b.a") shouldBe
                listOf("a", "tenant_1.a")
            filter(exclude = { schema("audit") }).tables("a", "audit.a") shouldBe listOf("a")
        }

        test("the function and combines the filter with one of the application") {
            val both = filter({ schema("app") }).and { _, name -> name.name() != "b" }
            both.startingIn("app").tables("a", "b", "other.a") shouldBe listOf("a")
            both.schemas() shouldBe setOf("app")
        }

        test("a pattern names a part together with its table") {
            val some =
                filter(
                    exclude = {
                        column("users", "legacy_*")
                        index("billing.*", "ix_manual_*")
                        constraint("*", "tmp_*")
                    }
                )
            some.includes(Part.COLUMN, name("users"), "legacy_a") shouldBe false
            some.includes(Part.COLUMN, name("users"), "a") shouldBe true
            some.includes(Part.COLUMN, name("orders"), "legacy_a") shouldBe true
            some.includes(Part.INDEX, name("billing.t"), "ix_manual_1") shouldBe false
            some.includes(Part.INDEX, name("t"), "ix_manual_1") shouldBe true
            some.includes(Part.CHECK, name("t"), "tmp_1") shouldBe false
            some.includes(Part.FOREIGN_KEY, name("t"), "tmp_1") shouldBe false
            some.includes(Part.INDEX, name("t"), "tmp_1") shouldBe true
        }

        test("a filter takes expressions, kinds and code") {
            filter({ table(Regex("log_[0-9]+")) }).tables("log_1", "log_x", "a_log_1") shouldBe
                listOf("log_1")
            val none = filter(exclude = { kind(ObjectKind.VIEW, ObjectKind.INDEX) })
            none.includes(Kind.VIEW, name("v")) shouldBe false
            none.includes(Part.INDEX, name("t"), "i") shouldBe false
            none.tables("t") shouldBe listOf("t")
            val seen = mutableListOf<ComparedObject>()
            val asked =
                filter({
                    matching(ObjectKind.TABLE, ObjectKind.COLUMN) {
                        seen += it
                        it.name != "no"
                    }
                })
            asked.tables("no", "billing.yes") shouldBe listOf("billing.yes")
            asked.includes(Part.COLUMN, name("b.t"), "no") shouldBe false
            asked.includes(Part.INDEX, name("t"), "no") shouldBe true
            seen shouldBe
                listOf(
                    ComparedObject(ObjectKind.TABLE, null, null, "no"),
                    ComparedObject(ObjectKind.TABLE, "billing", null, "yes"),
                    ComparedObject(ObjectKind.COLUMN, "b", "t", "no"),
                )
        }

        test("every kind of the runtime has a word in the filter") {
            val kinds = Kind.entries.map { it.name } + Part.entries.map { it.name }
            ObjectKind.entries.map { it.name }.sorted() shouldBe kinds.sorted()
        }

        test("a pattern that is missing or empty is refused") {
            shouldThrow<IllegalArgumentException> { filter({ table() }) }.message shouldBe
                "a pattern for the name of a table is missing or empty"
            shouldThrow<IllegalArgumentException> { filter({ index("t", " ") }) }
            shouldThrow<IllegalArgumentException> { filter({ kind() }) }.message shouldBe
                "the kinds are missing: write kind(VIEW), matching(TABLE) { … }"
        }
    })
