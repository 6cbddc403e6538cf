using System.Runtime.InteropServices;
using DenseEdge.Cameras;
using DenseEdge.Hosting;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Pipeline;
using DenseEdge.Telemetry;

// A service without a screen: it says when it is ready, tells systemd's watchdog that it lives, offers its metrics to Prometheus
// and ends cleanly when it is told to. The unit file is denseedge.service.

const string Usage = "usage: HeadlessService MODEL.onnx CAMERA [--metrics http://:9464] [--frames N]";
TimeSpan patience = TimeSpan.FromSeconds(1);

try
{
    List<string> left = [.. args];
    string address = Take("--metrics") ?? "http://:9464";
    string framesText = Take("--frames") ?? "0";
    if (!long.TryParse(framesText, out long frames) || frames < 0)
    {
        throw new ArgumentException($"--frames expects a whole number from 0, got '{framesText}'.");
    }

    if (left is not [string modelPath, string cameraUri])
    {
        throw new ArgumentException($"expected a model and a camera, got '{string.Join(' ', left)}'. {Usage}");
    }

    using SystemdNotifier systemd = SystemdNotifier.FromEnvironment();
    using MetricsServer metrics = MetricsServer.Start(address, TelemetryNames.Meter, BoardMeter.Name);
    using DensePredictor predictor = DensePredictor.Load(modelPath);
    using DensePipeline pipeline = DensePipeline.Open(
        cameraUri, predictor, PipelineOptions.Live with { GiveUpAfter = Timeout.InfiniteTimeSpan });

    using ManualResetEventSlim told = new();
    using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

    // Ready means: the model computes and the camera delivers. A service that can't do its work never becomes ready.
    long done = 0;
    bool near = false;
    while (!told.IsSet && !pipeline.HasEnded && (done < frames || frames == 0))
    {
        if (pipeline.TryRead(patience, out PipelineResult result))
        {
            using (result)
            {
                Watch(result, ref near);
                if (done++ == 0)
                {
                    systemd.Ready($"{predictor.EngineName}; metrics at {metrics.Address}");
                    Console.WriteLine($"HeadlessService: ready; {predictor.EngineName}; metrics at {metrics.Address}");
                }
            }
        }
        else if (!pipeline.HasEnded)
        {
            systemd.Status($"no frame; camera {pipeline.SourceStatus}");
        }

        // The loop goes round, with frames or while the camera reconnects: what the watchdog has to know.
        systemd.Alive();
    }

    systemd.Stopping();
    pipeline.Dispose();
    Console.WriteLine($"HeadlessService: stopped; {pipeline.Counts.Delivered} of {pipeline.Counts.Captured} frames computed, "
        + $"{pipeline.Counts.Dropped} dropped");
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;       // not at once, but by the way out of the loop
        told.Set();
    }

    string? Take(string name)
    {
        int at = left.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        string value = at + 1 < left.Count ? left[at + 1] : throw new ArgumentException($"{name} needs a value. {Usage}");
        left.RemoveRange(at, 2);
        return value;
    }
}
catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
{
    return Fail(2, e.Message);
}
catch (Exception e) when (e is IOException or InvalidDataException or CameraException or EngineException)
{
    return Fail(1, e.Message);
}

// What the service is for: publish, count, decide. It says what changed, not what is: a journal is no place for every frame.
static void Watch(PipelineResult result, ref bool near)
{
    bool now = result.Prediction.Depth is { IsMetric: true } depth && depth.PercentileMeters(1) < 0.5f;
    if (now != near)
    {
        Console.WriteLine($"HeadlessService: frame {result.SequenceNumber}: {(now ? "something is" : "nothing is")} nearer than 0.5 m");
    }

    near = now;
}

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"HeadlessService: {message.ReplaceLineEndings(" ")}");
    return code;
}
