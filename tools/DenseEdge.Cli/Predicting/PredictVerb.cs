using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Predicting;

/// <summary>denseedge predict.</summary>
internal static class PredictVerb
{
    private const double UsualFramesPerSecond = 25;

    /// <summary>Runs a model on an image, a folder, a video or a camera.</summary>
    /// <param name="arguments">What to look at, and what to write.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(PredictArguments arguments, CancellationToken cancellation)
    {
        using DensePredictor predictor = DensePredictor.Load(
            ModelArgument.Find(arguments.Model), new PredictorOptions { ThreadCount = arguments.Threads });
        arguments.RequireUsable(predictor);
        RandomWeightsWarning.Write(Console.Error, predictor.Model);
        LatencyRecord latency = new();
        string? camera;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            display.Begin("predicting");
            camera = Predict(predictor, arguments, display, latency, cancellation);
        }

        if (camera is not null)
        {
            Console.WriteLine(camera);
        }

        Console.WriteLine($"{latency.Describe()} on {predictor.EngineName}. Written to: {arguments.Output}");
        RandomWeightsWarning.Write(Console.Out, predictor.Model);
        return 0;
    }

    /// <returns>What a camera granted; null for files.</returns>
    private static string? Predict(
        DensePredictor predictor, PredictArguments arguments, ProgressDisplay display, LatencyRecord latency,
        CancellationToken cancellation)
    {
        string input = arguments.Input;
        bool isCamera = PredictCamera.IsCamera(input);
        if (!isCamera && !Directory.Exists(input) && !File.Exists(input))
        {
            throw new ArgumentException(
                $"Expected an image, a folder, a video file or a camera's URI (docs/cameras.md), found no '{input}'.");
        }

        using PredictionWriter writer = new(arguments);
        if (isCamera)
        {
            return PredictCamera.Run(predictor, input, arguments.Frames, writer, display, latency, cancellation);
        }

        if (Directory.Exists(input))
        {
            Folder(predictor, input, writer, display, latency, cancellation);
        }
        else if (ImageFile.HasImageExtension(input))
        {
            Image(predictor, input, writer, latency);
        }
        else
        {
            Video(predictor, input, writer, display, latency, cancellation);
        }

        return null;
    }

    private static void Folder(
        DensePredictor predictor, string folder, PredictionWriter writer, ProgressDisplay display, LatencyRecord latency,
        CancellationToken cancellation)
    {
        List<string> files = [.. Directory.EnumerateFiles(folder).Where(ImageFile.HasImageExtension).Order(StringComparer.Ordinal)];
        if (files.Count == 0)
        {
            throw new ArgumentException(
                $"Expected images ({string.Join(", ", ImageFile.Extensions)}) in '{folder}', found none.");
        }

        for (int i = 0; i < files.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Image(predictor, files[i], writer, latency);
            display.Update((i + 1.0) / files.Count, Path.GetFileName(files[i]));
        }
    }

    private static void Image(DensePredictor predictor, string file, PredictionWriter writer, LatencyRecord latency)
    {
        using DensePrediction prediction = predictor.Run(ImageFile.Read(file));
        latency.Add(prediction.Timing.RunMs);
        writer.Write(prediction, Path.GetFileNameWithoutExtension(file));
    }

    private static void Video(
        DensePredictor predictor, string file, PredictionWriter writer, ProgressDisplay display, LatencyRecord latency,
        CancellationToken cancellation)
    {
        using VideoFile video = VideoFile.Open(file);
        string name = Path.GetFileNameWithoutExtension(file);
        double pace = video.FramesPerSecond ?? UsualFramesPerSecond;
        int done = 0;
        foreach (Rgb24Image frame in video)
        {
            cancellation.ThrowIfCancellationRequested();
            using DensePrediction prediction = predictor.Run(frame);
            latency.Add(prediction.Timing.RunMs);
            writer.Write(prediction, name, done, pace);
            done++;
            double share = video.FrameCount is > 0 and { } count ? Math.Min(1, (double)done / count) : 0;
            display.Update(share, string.Create(CultureInfo.InvariantCulture, $"frame {done}"));
        }
    }
}
