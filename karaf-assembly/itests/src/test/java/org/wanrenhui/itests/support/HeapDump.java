package org.wanrenhui.itests.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;

/** What is reachable in another process, seen in a heap dump after a collection. */
public final class HeapDump {

    private HeapDump() {}

    /**
     * The class loaders that have a class of this package or below, and for each the way from a root of the collector to
     * it: which is who holds it.
     */
    public static Map<Long, String> loadersOf(String packageName, long pid) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("wanrenhui-heap");
        Path file = folder.resolve("heap.hprof");
        try {
            run("jcmd", String.valueOf(pid), "GC.run");
            run("jcmd", String.valueOf(pid), "GC.heap_dump", file.toString());
            Heap heap = HeapFactory.createHeap(file.toFile());
            Map<Long, String> loaders = new LinkedHashMap<>();
            for (Object each : heap.getAllClasses()) {
                JavaClass type = (JavaClass) each;
                Instance loader = type.getClassLoader();
                if (loader != null && type.getName().startsWith(packageName + ".")) {
                    loaders.computeIfAbsent(loader.getInstanceId(), id -> way(loader));
                }
            }
            return loaders;
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static String way(Instance loader) {
        StringBuilder way = new StringBuilder();
        Instance at = loader;
        for (int i = 0; i < 60 && at != null; i++) {
            way.append("\n    ").append(at.getJavaClass().getName()).append('#').append(at.getInstanceNumber());
            Instance next = at.getNearestGCRootPointer();
            if (next == null || next.equals(at)) {
                break;
            }
            at = next;
        }
        return way.toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }
}
