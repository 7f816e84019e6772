package io.kmigrate.testing

import java.lang.reflect.AnnotatedArrayType
import java.lang.reflect.AnnotatedParameterizedType
import java.lang.reflect.AnnotatedType
import java.lang.reflect.AnnotatedTypeVariable
import java.lang.reflect.AnnotatedWildcardType
import java.lang.reflect.Executable
import java.lang.reflect.Field
import java.lang.reflect.GenericArrayType
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import java.lang.reflect.ParameterizedType
import java.lang.reflect.Type
import java.lang.reflect.WildcardType
import java.util.Optional
import java.util.OptionalInt
import java.util.OptionalLong
import org.jspecify.annotations.Nullable

internal fun isPublicOrProtected(modifiers: Int): Boolean =
    Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)

internal fun Class<*>.javaSignature(): TypeSignature {
    val declaring = listOf(this) + hiddenSupertypes()
    val methods =
        declaring
            .flatMap { it.declaredMethods.toList() }
            .filter { isShown(it.modifiers) && !it.isSynthetic && !isImplied(it) }
    val constructors =
        declaredConstructors
            .filter { isShown(it.modifiers) && !it.isSynthetic && !isEnum }
            .filterNot { it.parameterTypes.toList() == components }
    val fields = declaredFields.filter { isShown(it.modifiers) && !it.isSynthetic }
    return TypeSignature(
        this,
        header(),
        (constructors.map { signature(it) } +
                methods.map { signature(it) } +
                fields.map { signature(it) })
            .distinctBy { it.text }
            .sortedWith(IN_ORDER),
    )
}

/** Supertypes that nobody can name, whose members are as visible as this type's own. */
private fun Class<*>.hiddenSupertypes(): List<Class<*>> =
    (listOfNotNull(superclass) + interfaces)
        .filter { !it.isVisible && it.name.startsWith("io.kmigrate.") }
        .flatMap { listOf(it) + it.hiddenSupertypes() }

private fun Class<*>.isShown(member: Int) =
    Modifier.isPublic(member) || Modifier.isProtected(member) && !Modifier.isFinal(modifiers)

/** A method that every object has, every enum, every record with this header, or a supertype. */
private fun Class<*>.isImplied(method: Method): Boolean =
    Any::class.java.methods.any { it.isOverriddenBy(method) } ||
        isEnum && Modifier.isStatic(method.modifiers) && method.name in ENUM_METHODS ||
        method in recordComponents.orEmpty().map { it.accessor } ||
        Modifier.isFinal(modifiers) &&
            (listOfNotNull(superclass) + interfaces)
                .filter { it.isVisible }
                .flatMap { it.methods.toList() }
                .any { it.isOverriddenBy(method) }

private fun Method.isOverriddenBy(other: Method) =
    name == other.name &&
        parameterTypes.contentEquals(other.parameterTypes) &&
        returnType == other.returnType

private val ENUM_METHODS = setOf("values", "valueOf")

/** The types in a record's header; null for what is no record. */
private val Class<*>.components: List<Class<*>>?
    get() = recordComponents?.map { it.type }

private fun Class<*>.header(): Signature {
    val parent = annotatedSuperclass?.takeUnless {
        isRecord || isEnum || superclass == Any::class.java || !superclass.isVisible
    }
    val interfaces = annotatedInterfaces.filterIndexed { index, _ ->
        !isAnnotation && getInterfaces()[index].isVisible
    }
    val components = recordComponents.orEmpty()
    val permitted = permittedSubclasses.orEmpty().filter { it.isVisible }
    val text = buildString {
        append(Modifier.toString(modifiers and (Modifier.PUBLIC or Modifier.PROTECTED))).append(' ')
        if (isSealed) append("sealed ")
        if (kind == "class" && Modifier.isAbstract(modifiers)) append("abstract ")
        if (kind == "class" && Modifier.isFinal(modifiers)) append("final ")
        append(kind).append(' ').append(shortened(name)).append(bounds(typeParameters.toList()))
        if (isRecord) {
            append(
                components.joinToString(", ", "(", ")") {
                    rendered(it.annotatedType) + " " + it.name
                }
            )
        }
        parent?.let { append(" extends ").append(rendered(it)) }
        if (interfaces.isNotEmpty()) {
            append(if (isInterface) " extends " else " implements ")
            append(interfaces.joinToString { rendered(it) })
        }
        if (permitted.isNotEmpty()) {
            append(" permits ").append(permitted.map { shortened(it.name) }.sorted().joinToString())
        }
    }
    val mentioned =
        (listOfNotNull(parent) + interfaces).flatMap { mentioned(it.type) } +
            components.flatMap { mentioned(it.genericType) } +
            typeParameters.flatMap { parameter -> parameter.bounds.flatMap { mentioned(it) } }
    return Signature(name, text, mentioned.toSet(), components.any { it.type in OPTIONAL })
}

private val Class<*>.kind: String
    get() =
        when {
            isAnnotation -> "@interface"
            isInterface -> "interface"
            isRecord -> "record"
            isEnum -> "enum"
            else -> "class"
        }

private fun Class<*>.signature(member: Executable): Signature {
    val parameters =
        member.annotatedParameterTypes.mapIndexed { index, parameter ->
            val text = rendered(parameter)
            if (member.isVarArgs && index == member.parameterCount - 1) {
                text.removeSuffix("[]") + "..."
            } else {
                text
            }
        }
    val method = member as? Method
    val text = buildString {
        append(words(member.modifiers))
        if (method?.isDefault == true) append("default ")
        bounds(member.typeParameters.toList()).takeIf { it.isNotEmpty() }?.let { append("$it ") }
        method?.let { append(rendered(it.annotatedReturnType)).append(' ') }
        append(method?.name ?: simpleName).append(parameters.joinToString(", ", "(", ")"))
        if (member.exceptionTypes.isNotEmpty()) {
            append(" throws ").append(member.exceptionTypes.joinToString { shortened(it.name) })
        }
    }
    val mentioned =
        member.genericParameterTypes.toList() +
            member.exceptionTypes +
            listOfNotNull(method?.genericReturnType) +
            member.typeParameters.flatMap { it.bounds.toList() }
    return Signature(
        method?.name ?: "",
        text,
        mentioned.flatMap { mentioned(it) }.toSet(),
        isUnclear(member),
    )
}

/**
 * A record's constructor repeats the begin of its header, and a setter's name says what is true.
 */
private fun Class<*>.isUnclear(member: Executable): Boolean {
    val isHeader =
        member !is Method &&
            components.orEmpty().take(member.parameterCount) == member.parameterTypes.toList()
    val isSetter =
        member is Method &&
            member.returnType == this &&
            member.parameterCount == 1 &&
            !Modifier.isStatic(member.modifiers)
    return member.parameterTypes.any { it in OPTIONAL || it in BOOLEAN && !isHeader && !isSetter }
}

private val OPTIONAL =
    listOf(Optional::class.java, OptionalInt::class.java, OptionalLong::class.java)

private val BOOLEAN = listOf(Boolean::class.java, Boolean::class.javaObjectType)

private fun Class<*>.signature(field: Field) =
    if (field.isEnumConstant) {
        Signature(field.name, field.name, emptySet())
    } else {
        Signature(
            field.name,
            words(field.modifiers) + rendered(field.annotatedType) + " " + field.name,
            mentioned(field.genericType).toSet(),
        )
    }

private fun Class<*>.words(member: Int): String {
    val shown =
        Modifier.PUBLIC or
            Modifier.PROTECTED or
            Modifier.STATIC or
            Modifier.ABSTRACT or
            Modifier.FINAL
    val implied =
        if (Modifier.isFinal(modifiers) && !Modifier.isStatic(member)) Modifier.FINAL else 0
    return Modifier.toString(member and shown and implied.inv()) + " "
}

private fun bounds(parameters: List<java.lang.reflect.TypeVariable<*>>): String =
    if (parameters.isEmpty()) {
        ""
    } else {
        parameters.joinToString(", ", "<", ">") { parameter ->
            val bounds =
                parameter.annotatedBounds.map { rendered(it) }.filterNot { it.startsWith("Object") }
            if (bounds.isEmpty()) parameter.name
            else parameter.name + " extends " + bounds.joinToString(" & ")
        }
    }

/** As Java writes it, and with a question mark, as Kotlin writes it, what may be null. */
private fun rendered(type: AnnotatedType): String {
    val text =
        when (type) {
            is AnnotatedParameterizedType ->
                shortened(((type.type as ParameterizedType).rawType as Class<*>).name) +
                    type.annotatedActualTypeArguments.joinToString(", ", "<", ">") { rendered(it) }
            is AnnotatedArrayType -> rendered(type.annotatedGenericComponentType) + "[]"
            is AnnotatedTypeVariable -> type.type.typeName
            is AnnotatedWildcardType ->
                type.annotatedLowerBounds.firstOrNull()?.let { "? super " + rendered(it) }
                    ?: rendered(type.annotatedUpperBounds.first()).let {
                        if (it == "Object") "?" else "? extends $it"
                    }
            else -> shortened(type.type.typeName)
        }
    return if (type.isAnnotationPresent(Nullable::class.java)) "$text?" else text
}

private fun mentioned(type: Type): List<Class<*>> =
    when (type) {
        is Class<*> -> listOf(generateSequence(type) { it.componentType }.last())
        is ParameterizedType ->
            mentioned(type.rawType) + type.actualTypeArguments.flatMap { mentioned(it) }
        is GenericArrayType -> mentioned(type.genericComponentType)
        is WildcardType -> (type.upperBounds + type.lowerBounds).flatMap { mentioned(it) }
        else -> emptyList()
    }
