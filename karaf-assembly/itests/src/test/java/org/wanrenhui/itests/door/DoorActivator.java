package org.wanrenhui.itests.door;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.FeaturesService;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * What somebody can do who has the framework in their hands: takes commands from a folder, one file each, and writes what
 * came of it. A bundle of the tests, dropped into deploy/.
 */
public final class DoorActivator implements BundleActivator {

    private BundleContext context;
    private volatile boolean running = true;

    @Override
    public void start(BundleContext bundleContext) {
        context = bundleContext;
        Path folder = Path.of(context.getProperty("portal.data")).resolve("door");
        Thread thread = new Thread(() -> watch(folder), "tests-door");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stop(BundleContext bundleContext) {
        running = false;
    }

    private void watch(Path folder) {
        while (running) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".cmd")).toList()) {
                    String answer = answer(Files.readString(file).split(" "));
                    Files.delete(file);
                    Path part = Files.writeString(Path.of(file + ".part"), answer);
                    Files.move(part, Path.of(file + ".out"));
                }
                Thread.sleep(20);
            } catch (IOException e) {
                // The folder is not there yet.
                Thread.yield();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String answer(String[] words) {
        try {
            return String.valueOf(run(words));
        } catch (Exception | LinkageError e) {
            StringWriter text = new StringWriter();
            e.printStackTrace(new PrintWriter(text, true));
            return "failed: " + text;
        }
    }

    private Object run(String[] words) throws Exception {
        switch (words[0]) {
            case "bundles" -> {
                return Arrays.stream(context.getBundles())
                        .map(bundle -> bundle.getSymbolicName() + " " + bundle.getState())
                        .collect(Collectors.joining("\n"));
            }
            case "install" -> context.installBundle(words[1]);
            case "uninstall" -> bundle(words[1]).uninstall();
            case "start" -> bundle(words[1]).start();
            case "start-transient" -> bundle(words[1]).start(Bundle.START_TRANSIENT);
            case "stop" -> bundle(words[1]).stop();
            case "level" -> bundle(words[1]).adapt(BundleStartLevel.class).setStartLevel(Integer.parseInt(words[2]));
            case "framework-level" ->
                context.getBundle(0).adapt(FrameworkStartLevel.class).setStartLevel(Integer.parseInt(words[1]));
            case "update" ->
                bundle(words[1]).update(URI.create(words[2]).toURL().openStream());
            case "state" -> {
                Bundle bundle = bundle(words[1]);
                return bundle.getState() + " "
                        + bundle.adapt(BundleStartLevel.class).getStartLevel();
            }
            case "feature" -> {
                FeaturesService features = features();
                features.addRepository(URI.create(words[1]));
                features.installFeature(words[2], EnumSet.noneOf(FeaturesService.Option.class));
            }
            case "uninstall-feature" -> features().uninstallFeature(words[1]);
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "done";
    }

    private FeaturesService features() {
        ServiceReference<FeaturesService> reference = context.getServiceReference(FeaturesService.class);
        return context.getService(reference);
    }

    private Bundle bundle(String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no bundle " + name));
    }
}
