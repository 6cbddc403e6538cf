using System.Globalization;
using DenseEdge.Cameras;
using DenseEdge.Contracts;
using DenseEdge.Hosting;
using DenseEdge.Imaging;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Pipeline;

// A camera, live: what the network sees is painted over every frame and shown in a browser, in a window or in a video file.

const string Usage =
    "usage: LiveCamera MODEL.onnx CAMERA [--output http://:8080|FILE.avi] [--task KEY] [--frames N]";
const double UsualFramesPerSecond = 30;

try
{
    List<string> left = [.. args];
    string output = Take("--output") ?? "http://:8080";
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

    using MjpegServer? viewer = output.StartsWith("http://", StringComparison.Ordinal) ? MjpegServer.Start(output) : null;
    using VideoOutput video = new(output, pipeline.Camera.Granted?.FramesPerSecond ?? UsualFramesPerSecond);
    Console.WriteLine($"LiveCamera: {predictor.EngineName}; {(viewer is null ? output : $"open {viewer.Address} in a browser")}");

    long shown = 0;
    foreach (PipelineResult result in pipeline)
    {
        Rgb24Image picture = task is { } one ? result.Prediction.Overlay(one) : result.Prediction.Panorama();
        if (viewer is not null)
        {
            viewer.Show(picture);
        }
        else
        {
            video.Write(picture);
        }

        if (++shown == frames)
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

static int Fail(int code, string message)
{
    Console.Error.WriteLine($"LiveCamera: {message.ReplaceLineEndings(" ")}");
    return code;
}

// A video file, which takes its size from the first picture.
internal sealed class VideoOutput(string path, double framesPerSecond) : IDisposable
{
    private VideoWriterFile? _file;

    public void Write(Rgb24Image picture)
    {
        _file ??= VideoWriterFile.Create(path, picture.Height, picture.Width, framesPerSecond);
        _file.Write(picture);
    }

    public void Dispose() => _file?.Dispose();
}
