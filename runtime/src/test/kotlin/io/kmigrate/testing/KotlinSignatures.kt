package io.kmigrate.testing

import kotlin.reflect.KCallable
import kotlin.reflect.KClass
import kotlin.reflect.KFunction
import kotlin.reflect.KMutableProperty
import kotlin.reflect.KParameter
import kotlin.reflect.KProperty
import kotlin.reflect.KType
import kotlin.reflect.KTypeParameter
import kotlin.reflect.KVisibility
import kotlin.reflect.full.declaredMembers
import kotlin.reflect.jvm.jvmErasure
import kotlin.reflect.jvm.kotlinFunction

/** The numbers that the metadata gives a class and a file of functions. */
private const val CLASS = 1
private const val FILE = 2

internal val Class<*>.isVisibleInKotlin: Boolean
    get() = getAnnotation(Metadata::class.java).kind == CLASS && isVisible(kotlin.visibility)

private fun isVisible(visibility: KVisibility?) =
    visibility == KVisibility.PUBLIC || visibility == KVisibility.PROTECTED

/** Public functions that stand in a file and not in a type. */
internal fun Class<*>.functionsOfFile(): List<String> =
    if (!isKotlin || getAnnotation(Metadata::class.java).kind != FILE) {
        emptyList()
    } else {
        declaredMethods
            .filter { isPublicOrProtected(it.modifiers) && !it.isSynthetic }
            .mapNotNull { it.kotlinFunction }
            .filter { isVisible(it.visibility) }
            .map { "$name.${it.name}" }
    }

internal fun Class<*>.kotlinSignature(): TypeSignature {
    val type = kotlin
    val members =
        type.declaredMembers
            .filter { isVisible(it.visibility) }
            .filterNot { type.isData && (it.name.matches(GENERATED)) }
            .map { signature(it) }
    val constructors =
        type.constructors
            .filter { isVisible(it.visibility) && type.objectInstance == null && !isEnum }
            .map { signature(it) }
    val constants =
        enumConstants.orEmpty().map { (it as Enum<*>).name }.map { Signature(it, it, emptySet()) }
    return TypeSignature(
        this,
        header(type),
        (constructors + members + constants).sortedWith(IN_ORDER),
    )
}

private val GENERATED = Regex("component[0-9]+|copy|equals|hashCode|toString")

private fun header(type: KClass<*>): Signature {
    val parents = type.supertypes.filterNot { it.jvmErasure == Any::class || type.java.isEnum }
    val text = buildString {
        append(type.visibility.toString().lowercase()).append(' ')
        if (type.isSealed) append("sealed ")
        if (type.isOpen) append("open ")
        if (type.isAbstract && !type.java.isInterface) append("abstract ")
        if (type.isData) append("data ")
        append(kind(type)).append(' ').append(shortened(type.java.name))
        append(bounds(type.typeParameters))
        if (parents.isNotEmpty()) append(parents.joinToString(prefix = " : ") { rendered(it) })
    }
    return Signature(type.java.name, text, parents.flatMap { mentioned(it) }.toSet())
}

private fun kind(type: KClass<*>) =
    when {
        type.java.isAnnotation -> "annotation class"
        type.java.isEnum -> "enum class"
        type.java.isInterface -> if (type.isFun) "fun interface" else "interface"
        type.isCompanion -> "companion object"
        type.objectInstance != null -> "object"
        else -> "class"
    }

private fun signature(member: KCallable<*>): Signature {
    val function = member as? KFunction<*>
    val isConstructor = member.name == "<init>"
    val receiver = member.parameters.firstOrNull { it.kind == KParameter.Kind.EXTENSION_RECEIVER }
    val parameters = member.parameters.filter { it.kind == KParameter.Kind.VALUE }
    val text = buildString {
        append(member.visibility.toString().lowercase()).append(' ')
        if (member.isAbstract) append("abstract ")
        if (member.isOpen) append("open ")
        if (function?.isInfix == true) append("infix ")
        if (function?.isOperator == true) append("operator ")
        append(if (isConstructor) "constructor" else word(member))
        bounds(member.typeParameters).takeIf { it.isNotEmpty() }?.let { append(" $it") }
        if (!isConstructor) append(' ')
        receiver?.let { append(rendered(it.type)).append('.') }
        if (!isConstructor) append(member.name)
        if (function != null) append(parameters.joinToString(", ", "(", ")") { rendered(it) })
        if (!isConstructor) append(": ").append(rendered(member.returnType))
    }
    val types = member.parameters.filter { it.kind != KParameter.Kind.INSTANCE }.map { it.type }
    val bounds = member.typeParameters.flatMap { it.upperBounds }
    return Signature(
        if (isConstructor) "" else member.name,
        text,
        (types + member.returnType + bounds).flatMap { mentioned(it) }.toSet(),
        // An argument with a default is given by name.
        parameters.any { it.type.jvmErasure == Boolean::class && !it.isOptional },
    )
}

private fun word(member: KCallable<*>) =
    when (member) {
        is KMutableProperty<*> -> if (isVisible(member.setter.visibility)) "var" else "val"
        is KProperty<*> -> "val"
        else -> "fun"
    }

private fun rendered(parameter: KParameter): String {
    val element = parameter.type.takeIf { parameter.isVararg }?.arguments?.firstOrNull()?.type
    val name = (if (parameter.isVararg) "vararg " else "") + parameter.name
    return "$name: ${rendered(element ?: parameter.type)}" +
        if (parameter.isOptional) " = …" else ""
}

private fun rendered(type: KType) = shortened(type.toString())

private fun bounds(parameters: List<KTypeParameter>): String =
    if (parameters.isEmpty()) {
        ""
    } else {
        parameters.joinToString(", ", "<", ">") { parameter ->
            val bounds = parameter.upperBounds.map { rendered(it) }.filterNot { it == "Any?" }
            listOf(parameter.name, bounds.joinToString())
                .filter { it.isNotEmpty() }
                .joinToString(" : ")
        }
    }

private fun mentioned(type: KType): List<Class<*>> =
    listOfNotNull((type.classifier as? KClass<*>)?.java) +
        type.arguments.mapNotNull { it.type }.flatMap { mentioned(it) }
