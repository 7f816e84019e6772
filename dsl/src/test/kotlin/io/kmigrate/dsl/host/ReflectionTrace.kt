package io.kmigrate.dsl.host

import com.sun.jdi.ArrayReference
import com.sun.jdi.Bootstrap
import com.sun.jdi.ClassObjectReference
import com.sun.jdi.ReferenceType
import com.sun.jdi.StackFrame
import com.sun.jdi.StringReference
import com.sun.jdi.VMDisconnectedException
import com.sun.jdi.Value
import com.sun.jdi.VirtualMachine
import com.sun.jdi.event.BreakpointEvent
import com.sun.jdi.event.ClassPrepareEvent
import com.sun.jdi.event.VMStartEvent
import com.sun.jdi.request.EventRequest
import kotlin.concurrent.thread

/**
 * What a process of its own loads by name, by reflection or as a resource: breakpoints stand in the
 * methods of Java that do so, as in the tracing agent of GraalVM.
 *
 * @property wanted what was asked for: a class, a resource, a service, or the interfaces of a proxy
 * @property caller the class that asked, of those outside of Java itself
 */
internal data class ReflectionTrace(val kind: Kind, val wanted: String, val caller: String) {
    enum class Kind(private val type: String, private vararg val methods: String) {
        CLASS("java.lang.Class", "forName"),
        MEMBER(
            "java.lang.Class",
            "getMethod",
            "getMethods",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getConstructor",
            "getConstructors",
            "getDeclaredConstructor",
            "getDeclaredConstructors",
            "getField",
            "getFields",
            "getDeclaredField",
            "getDeclaredFields",
        ),
        CLASS_RESOURCE("java.lang.Class", "getResource", "getResourceAsStream"),
        RESOURCE("java.lang.ClassLoader", "getResource", "getResources", "getResourceAsStream"),
        SERVICE("java.util.ServiceLoader", "load"),
        PROXY("java.lang.reflect.Proxy", "newProxyInstance");

        fun isIn(method: com.sun.jdi.Method): Boolean =
            method.declaringType().name() == type && method.name() in methods

        companion object {
            val TYPES = entries.map { it.type }.distinct()
        }
    }

    companion object {
        private const val SERVICES = "java.util.ServiceLoader"
        private val JAVA = Regex("^(java|javax|jdk|sun|com\\.sun)\\..*")

        /** Runs a main class to its end. */
        fun of(classPath: String, main: String): Pair<Set<ReflectionTrace>, String> {
            val connector = Bootstrap.virtualMachineManager().defaultConnector()
            val arguments = connector.defaultArguments()
            arguments.getValue("main").setValue(main)
            arguments.getValue("options").setValue("-cp \"$classPath\" -XX:TieredStopAtLevel=1")
            val machine = connector.launch(arguments)
            val output = StringBuilder()
            val readers =
                listOf(machine.process().inputStream, machine.process().errorStream).map {
                    thread {
                        it.reader().forEachLine { line ->
                            synchronized(output) { output.appendLine(line) }
                        }
                    }
                }
            val found = LinkedHashSet<ReflectionTrace>()
            try {
                while (true) {
                    val events = machine.eventQueue().remove()
                    events.forEach { event ->
                        when (event) {
                            is VMStartEvent -> watch(machine)
                            is ClassPrepareEvent -> watch(machine, event.referenceType())
                            is BreakpointEvent -> trace(event)?.let(found::add)
                        }
                    }
                    events.resume()
                }
            } catch (_: VMDisconnectedException) {
                readers.forEach { it.join() }
            }
            return found to output.toString()
        }

        /** Some of the types are loaded already, some later. */
        private fun watch(machine: VirtualMachine) {
            for (type in Kind.TYPES) {
                val loaded = machine.classesByName(type)
                loaded.forEach { watch(machine, it) }
                if (loaded.isEmpty()) {
                    machine.eventRequestManager().createClassPrepareRequest().run {
                        addClassFilter(type)
                        enable()
                    }
                }
            }
        }

        private fun watch(machine: VirtualMachine, type: ReferenceType) {
            type
                .methods()
                .filter { method -> !method.isNative && Kind.entries.any { it.isIn(method) } }
                .forEach { method ->
                    machine.eventRequestManager().createBreakpointRequest(method.location()).run {
                        setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD)
                        enable()
                    }
                }
        }

        private fun trace(event: BreakpointEvent): ReflectionTrace? {
            val top = event.thread().frames().first()
            val above = event.thread().frames().drop(1).map { it.location().declaringType().name() }
            val caller = above.firstOrNull { !JAVA.matches(it) } ?: return null
            val kind = Kind.entries.first { it.isIn(top.location().method()) }
            val isService = above.takeWhile { it != caller }.any { it.startsWith(SERVICES) }
            val wanted = wanted(kind, top) ?: return null
            return ReflectionTrace(if (isService) Kind.SERVICE else kind, wanted, caller)
        }

        private fun wanted(kind: Kind, frame: StackFrame): String? =
            when (kind) {
                Kind.MEMBER -> (frame.thisObject() as? ClassObjectReference)?.name()
                Kind.CLASS_RESOURCE -> {
                    val name = frame.argumentValues.first().text()
                    val from = (frame.thisObject() as? ClassObjectReference)?.name().orEmpty()
                    if (name == null || name.startsWith("/")) name?.drop(1)
                    else "${from.substringBeforeLast('.').replace('.', '/')}/$name"
                }
                // Java calls another method of the name inside.
                Kind.PROXY ->
                    (frame.argumentValues[1] as? ArrayReference)?.values?.joinToString {
                        it.text().orEmpty()
                    }
                else -> frame.argumentValues.firstNotNullOfOrNull { it.text() }
            }

        private fun Value?.text(): String? =
            when (this) {
                is StringReference -> value()
                is ClassObjectReference -> name()
                else -> null
            }

        private fun ClassObjectReference.name(): String = reflectedType().name()
    }
}
