using System.Globalization;
using DenseEdge.Cameras;
using DenseEdge.Imaging;
using DenseEdge.Samples.DepthSafetyZone;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Pipeline;

// Stops a robot when something comes nearer than a distance, and lets it go again when the way is free: depth says how near, the
// classes say what doesn't count (the floor under the robot). Without frames it stops too: no sight is no free way.

const string Usage = "usage: DepthSafetyZone MODEL.onnx CAMERA [--stop-below 0.8] [--go-above 1.0] [--ignore floor,ceiling] "
    + "[--stale-ms 500] [--picture FILE.png] [--frames N]";

try
{
    List<string> left = [.. args];
    double stopBelow = Number("--stop-below", 0.8), goAbove = Number("--go-above", stopBelow + 0.2);
    TimeSpan stale = TimeSpan.FromMilliseconds(Number("--stale-ms", 500));
    string[] ignored = Take("--ignore")?.Split(',') ?? [];
    string? picture = Take("--picture");
    long frames = (long)Number("--frames", 0);
    if (left is not [string modelPath, string cameraUri])
    {
        throw new ArgumentException($"expected a model and a camera, got '{string.Join(' ', left)}'. {Usage}");
    }

    using DensePredictor predictor = DensePredictor.Load(modelPath);
    SafetyZone zone = new(predictor.Model, ignored);
    StopSignal signal = new(stopBelow, goAbove);
    using DensePipeline pipeline = DensePipeline.Open(cameraUri, predictor);
    Console.CancelKeyPress += (_, key) =>
    {
        key.Cancel = true;
        pipeline.Dispose();
    };

    Console.WriteLine($"DepthSafetyZone: {predictor.EngineName}; stop below {stopBelow} m, go above {goAbove} m");
    Report("STOP", "until the first frame");
    long done = 0;
    double nearest = double.PositiveInfinity;
    while (!pipeline.HasEnded && (done < frames || frames == 0))
    {
        if (!TryRead(pipeline, stale, out PipelineResult result))
        {
            if (!pipeline.HasEnded && signal.Blind())
            {
                Report("STOP", $"no frame for {stale.TotalMilliseconds:F0} ms, camera {pipeline.SourceStatus}");
            }

            continue;
        }

        using (result)
        {
            done++;
            Obstacle? obstacle = zone.Nearest(result.Prediction);
            nearest = Math.Min(nearest, obstacle?.Meters ?? nearest);
            if (signal.Update(obstacle?.Meters))
            {
                // Here the robot's own brake goes: a GPIO pin, a CAN frame, a ROS message.
                Report(signal.IsStopped ? "STOP" : "GO", obstacle is null ? "nothing in the zone" : $"{obstacle}");
            }

            if (picture is not null && done == frames)
            {
                ImageFile.Write(picture, zone.Draw(result.Prediction, signal.IsStopped));
            }
        }
    }

    Report("STOP", "the end");
    Console.WriteLine($"DepthSafetyZone: {done} frames, nearest {nearest:F2} m, {signal.StopCount} stop(s)");
    return 0;

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

    double Number(string name, double usual) => Take(name) is not { } text ? usual
        : double.TryParse(text, CultureInfo.InvariantCulture, out double number) && number >= 0 ? number
        : throw new ArgumentException($"{name} expects a number from 0, got '{text}'.");
}
catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
{
    return Fail(2, e.Message);
}
catch (Exception e) when (e is IOException or InvalidDataException or CameraException or EngineException)
{
    Report("STOP", "the program ends");
    return Fail(1, e.Message);
}

// A pipeline that Ctrl-C has disposed is at its end.
static bool TryRead(DensePipeline pipeline, TimeSpan timeout, out PipelineResult result)
{
    result = default;
    return !pipeline.HasEnded && pipeline.TryRead(timeout, out result);
}

static void Report(string state, string why) => Console.WriteLine($"{state} {why}");

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"DepthSafetyZone: {message.ReplaceLineEndings(" ")}");
    return code;
}
