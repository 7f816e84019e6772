package io.kmigrate.dsl.host

import io.kmigrate.failure.NearNames

/** What a script can say, for suggestions. */
internal object ScriptWords {
    /** Known names that differ from [name] by a slip or two; none for a name that is known. */
    fun of(name: String, kind: ScriptKind): List<String> {
        val known = names.getValue(kind).value
        return if (name in known) emptyList() else NearNames.of(name, known)
    }

    private val names: Map<ScriptKind, Lazy<Set<String>>> =
        ScriptKind.entries.associateWith { kind -> lazy { names(kind.base) } }

    private fun names(base: Class<*>): Set<String> {
        val found = sortedSetOf<String>()
        val queue = ArrayDeque(listOf(base))
        val seen = HashSet<Class<*>>()
        while (queue.isNotEmpty()) {
            val type = queue.removeFirst()
            if (seen.add(type) && type.name.startsWith(OURS)) {
                val methods = type.methods.filter { it.declaringClass.name.startsWith(OURS) }
                methods.mapNotNullTo(found) { property(it.name) }
                methods.flatMapTo(queue) { method ->
                    method.genericParameterTypes.flatMap { typesIn(it) } + method.returnType
                }
            }
        }
        return found
    }

    private fun property(method: String): String? {
        val name = method.removePrefix("set")
        return when {
            '$' in method || '-' in method || "component\\d+".toRegex().matches(method) -> null
            method.startsWith("get") && method.length > PREFIX -> null
            name != method -> name.replaceFirstChar { it.lowercase() }
            else -> method
        }
    }

    /** The receivers of block parameters: `Function1<Receiver, Unit>`. */
    private fun typesIn(type: java.lang.reflect.Type): List<Class<*>> =
        when (type) {
            is java.lang.reflect.ParameterizedType ->
                type.actualTypeArguments.flatMap { typesIn(it) }
            is java.lang.reflect.WildcardType -> type.lowerBounds.flatMap { typesIn(it) }
            is Class<*> -> listOf(type)
            else -> emptyList()
        }

    private const val OURS = "io.kmigrate.dsl."
    private const val PREFIX = 3
}
