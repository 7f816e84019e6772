package io.kmigrate.dsl.host

import io.kmigrate.dsl.script.MigrationScript

/** What a script can say, for suggestions. */
internal object NearNames {
    /**
     * Known names that differ from [name] by a slip or two, the nearest first; none for a name that
     * is known elsewhere.
     */
    fun of(name: String): List<String> =
        names
            .map { it to distance(name.lowercase(), it.lowercase()) }
            .filter { (known, distance) ->
                distance in 1..maxOf(1, known.length / LETTERS_PER_SLIP)
            }
            .sortedWith(compareBy({ it.second }, { it.first }))
            .map { it.first }

    private val names: Set<String> by lazy {
        val found = sortedSetOf<String>()
        val queue = ArrayDeque<Class<*>>(listOf(MigrationScript::class.java))
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
        found
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

    private fun distance(one: String, other: String): Int {
        var above = IntArray(other.length + 1) { it }
        one.forEachIndexed { row, letter ->
            val line = IntArray(other.length + 1)
            line[0] = row + 1
            other.forEachIndexed { column, wanted ->
                val swap = above[column] + if (letter == wanted) 0 else 1
                line[column + 1] = minOf(swap, above[column + 1] + 1, line[column] + 1)
            }
            above = line
        }
        return above[other.length]
    }

    private const val OURS = "io.kmigrate.dsl."
    private const val LETTERS_PER_SLIP = 4
    private const val PREFIX = 3
}
