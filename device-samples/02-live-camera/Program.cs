using System.Globalization;
using DenseEdge.Cameras;
using DenseEdge.Contracts;
using DenseEdge.Samples.LiveCamera;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Pipeline;

// A camera, live: what the network sees is painted over every frame and shown in a browser, in a window or in a video file.

const string Usage =
    "usage: LiveCamera MODEL.onnx CAMERA [--output http://:8080|window|FILE.avi] [--task KEY] [--frames N]";
const double UsualFramesPerSecond = 30;

try
{
    List<string> left = [.. args];
    string target = Take("--output") ?? "http://:8080";
    string? taskKey = Take("--task");
    long frames = Number(Take("--frames") ?? "0", "--frames");
    if (left is not [string modelPath, string cameraUri])
    {
        throw new ArgumentException($"expected a model and a camera, got '{string.Join(' ', left)}'. {Usage}");
    }

    using DensePredictor predictor = DensePredictor.Load(modelPath);
    TaskKind? task = taskKey is null ? null : TaskOf(predictor.Model, taskKey);
    using DensePipeline pipeline = DensePipeline.Open(cameraUri, predictor);
    pipeline.SourceStatusChanged += (_, step) => Console.Error.WriteLine($"LiveCamera: camera {step.Current}: {step.Reason}");
    Console.CancelKeyPress += (_, signal) =>
    {
        signal.Cancel = true;
        pipeline.Dispose();         // ends the loop below
    };

    using Output output = new(target, pipeline.Camera.Granted?.FramesPerSecond ?? UsualFramesPerSecond);
    Console.WriteLine($"LiveCamera: {predictor.EngineName}; {output}");

    long shown = 0;
    Rgb24Image? canvas = null;      // kept from frame to frame: painting allocates nothing
    foreach (PipelineResult result in pipeline)
    {
        Rgb24Image picture = task is { } one ? Paint(result, one, ref canvas) : result.Prediction.Panorama();
        if (!output.Show(picture) || ++shown == frames)
        {
            break;
        }
    }

    Console.WriteLine($"LiveCamera: {shown} frames shown; {pipeline.Counts.Captured} captured, {pipeline.Counts.Dropped} dropped.");
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
}
catch (Exception e) when (e is ArgumentException or FileNotFoundException or DirectoryNotFoundException)
{
    return Fail(2, e.Message);
}
catch (Exception e) when (e is IOException or InvalidDataException or CameraException or EngineException)
{
    return Fail(1, e.Message);
}

static long Number(string text, string name) => long.TryParse(text, CultureInfo.InvariantCulture, out long number) && number >= 0
    ? number
    : throw new ArgumentException($"{name} expects a whole number from 0, got '{text}'.");

static TaskKind TaskOf(ModelMetadata model, string key)
{
    IEnumerable<TaskKind> tasks = model.Tasks.Select(task => task.Spec.Kind);
    return tasks.Cast<TaskKind?>().FirstOrDefault(task => task!.Value.Key() == key)
        ?? throw new ArgumentException($"--task expects one of {string.Join(", ", tasks.Select(task => task.Key()))}, got '{key}'.");
}

// One task over the frame, at the camera's size.
static Rgb24Image Paint(PipelineResult result, TaskKind task, ref Rgb24Image? canvas)
{
    canvas ??= new Rgb24Image(result.Frame.Height, result.Frame.Width);
    result.Frame.Pixels.CopyTo(canvas.Pixels);
    result.Prediction.PaintOver(task, canvas.Pixels);
    return canvas;
}

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"LiveCamera: {message.ReplaceLineEndings(" ")}");
    return code;
}
