package io.kmigrate.testing

/**
 * One line of what a type promises.
 *
 * @param name of the member, by which lines are sorted
 * @param mentions every type in it
 * @param isUnclear whether a call of it has an argument that a reader cannot understand: a bare
 *   boolean, an Optional
 */
data class Signature(
    val name: String,
    val text: String,
    val mentions: Set<Class<*>>,
    val isUnclear: Boolean = false,
)

/** The line that declares a type, and those of its members, sorted. */
data class TypeSignature(val type: Class<*>, val header: Signature, val members: List<Signature>) {
    val all: List<Signature>
        get() = listOf(header) + members
}

/** What is visible outside the module, of a type that is. */
fun Class<*>.signature(): TypeSignature = if (isKotlin) kotlinSignature() else javaSignature()

val Class<*>.isKotlin: Boolean
    get() = isAnnotationPresent(Metadata::class.java)

/** Whether code of another module may name it. */
val Class<*>.isVisible: Boolean
    get() =
        isPublicOrProtected(modifiers) &&
            !isSynthetic &&
            !isAnonymousClass &&
            (!isKotlin || isVisibleInKotlin) &&
            (declaringClass?.isVisible ?: true)

/** The type in whose file it stands: its status is that of its members. */
val Class<*>.outermost: Class<*>
    get() = generateSequence(this) { it.declaringClass }.last()

/** Without the package of a type that Java or Kotlin has. */
internal fun shortened(name: String): String =
    name.replace('$', '.').replace(Regex("\\b(java|javax|kotlin)(\\.[a-z]+)*\\.(?=[A-Z])"), "")

internal val IN_ORDER: Comparator<Signature> = compareBy({ it.name }, { it.text })
