using System.Globalization;
using DenseEdge.Cameras;
using DenseEdge.Samples.LatencyProbe;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Pipeline;

// Where the milliseconds between the lens and the result go, live: percentiles of every stage over the last frames.

const string Usage = "usage: LatencyProbe MODEL.onnx CAMERA [--policy latest|oldest|block] [--window 300] [--every 1s] [--frames N]";

try
{
    List<string> left = [.. args];
    string policyText = Take("--policy") ?? "latest";
    if (!Enum.TryParse(policyText, ignoreCase: true, out FramePolicy policy) || policy == FramePolicy.Adaptive)
    {
        throw new ArgumentException($"--policy expects latest, oldest or block, got '{policyText}'.");
    }

    int window = (int)Number("--window", "300", atLeast: 1);
    TimeSpan every = TimeSpan.FromSeconds(Number("--every", "1s", atLeast: 0));
    long frames = (long)Number("--frames", "0", atLeast: 0);
    if (left is not [string modelPath, string cameraUri])
    {
        throw new ArgumentException($"expected a model and a camera, got '{string.Join(' ', left)}'. {Usage}");
    }

    using DensePredictor predictor = DensePredictor.Load(modelPath);
    using DensePipeline pipeline = DensePipeline.Open(cameraUri, predictor, new PipelineOptions { Policy = policy });
    Console.CancelKeyPress += (_, signal) =>
    {
        signal.Cancel = true;
        pipeline.Dispose();
    };

    Console.WriteLine($"LatencyProbe: {predictor.EngineName}; {pipeline.Camera.Name}, policy {policy}");
    StageTable table = new(window);
    long done = 0, shown = TimeProvider.System.GetTimestamp();
    foreach (PipelineResult result in pipeline)
    {
        table.Add(result.Prediction.Timing, result.AgeWhenDelivered.TotalMilliseconds);
        if (++done == frames)
        {
            break;
        }

        if (TimeProvider.System.GetElapsedTime(shown) >= every)
        {
            shown = TimeProvider.System.GetTimestamp();
            Show(table, pipeline, Console.IsOutputRedirected ? "" : "\e[H\e[2J");
        }
    }

    Show(table, pipeline, "");
    return done > 0 ? 0 : Fail(1, "no frame came.");

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

    double Number(string name, string usual, double atLeast)
    {
        string text = Take(name) ?? usual;
        return double.TryParse(text.TrimEnd('s'), CultureInfo.InvariantCulture, out double number) && number >= atLeast
            ? number
            : throw new ArgumentException($"{name} expects a number from {atLeast}, got '{text}'.");
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

static void Show(StageTable table, DensePipeline pipeline, string clear)
{
    PipelineCounts counts = pipeline.Counts;
    Console.WriteLine($"{clear}{table}{counts.Captured} captured = {counts.Delivered} delivered + {counts.Dropped} dropped "
        + $"+ {counts.InFlight} on their way");
}

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"LatencyProbe: {message.ReplaceLineEndings(" ")}");
    return code;
}
