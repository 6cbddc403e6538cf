using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge predict.</summary>
internal static class PredictVerb
{
    /// <summary>Runs a model on an image, a folder, a video or a camera.</summary>
    /// <param name="model">An ONNX file or a run folder.</param>
    /// <param name="input">What to look at.</param>
    /// <param name="output">Folder for the pictures.</param>
    /// <param name="threads">Threads of the engine; 0 for one per processor.</param>
    /// <param name="frames">Number of frames of a camera; null for no bound.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static int Run(
        string model, string input, string output, int threads, int? frames, CancellationToken cancellation)
    {
        using DensePredictor predictor = DensePredictor.Load(
            ModelArgument.Find(model), new PredictorOptions { ThreadCount = threads });
        RandomWeightsWarning.Write(Console.Error, predictor.Model);
        LatencyRecord latency = new();
        string? camera = null;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            display.Begin("predicting");
            if (PredictCamera.IsCamera(input))
            {
                camera = PredictCamera.Run(predictor, input, output, frames, display, latency, cancellation);
            }
            else if (Directory.Exists(input))
            {
                Folder(predictor, input, output, display, latency, cancellation);
            }
            else if (!File.Exists(input))
            {
                throw new ArgumentException(
                    $"Expected an image, a folder, a video file or a camera's URI (docs/cameras.md), found no '{input}'.");
            }
            else if (ImageFile.HasImageExtension(input))
            {
                Image(predictor, input, output, latency);
            }
            else
            {
                Video(predictor, input, output, display, latency, cancellation);
            }
        }

        if (camera is not null)
        {
            Console.WriteLine(camera);
        }

        Console.WriteLine($"{latency.Describe()} on {predictor.EngineName}. Pictures: {output}");
        RandomWeightsWarning.Write(Console.Out, predictor.Model);
        return 0;
    }

    private static void Folder(
        DensePredictor predictor, string folder, string output, ProgressDisplay display, LatencyRecord latency,
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
            Image(predictor, files[i], output, latency);
            display.Update((i + 1.0) / files.Count, Path.GetFileName(files[i]));
        }
    }

    private static void Image(DensePredictor predictor, string file, string output, LatencyRecord latency)
    {
        Directory.CreateDirectory(output);
        using DensePrediction prediction = predictor.Run(ImageFile.Read(file));
        latency.Add(prediction.Timing.TotalMs);
        string name = Path.GetFileNameWithoutExtension(file);
        foreach (TaskKind task in predictor.Model.Tasks.Select(task => task.Spec.Kind))
        {
            ImageFile.Write(Path.Combine(output, $"{name}.{task.Key()}.png"), Pictures.OfPrediction(prediction, task));
        }
    }

    private static void Video(
        DensePredictor predictor, string file, string output, ProgressDisplay display, LatencyRecord latency,
        CancellationToken cancellation)
    {
        Directory.CreateDirectory(output);
        using VideoFile video = VideoFile.Open(file);
        List<TaskKind> tasks = [.. predictor.Model.Tasks.Select(task => task.Spec.Kind)];
        Dictionary<TaskKind, VideoWriterFile> writers = [];
        try
        {
            string name = Path.GetFileNameWithoutExtension(file);
            foreach (TaskKind task in tasks)
            {
                writers.Add(task, VideoWriterFile.Create(
                    Path.Combine(output, $"{name}.{task.Key()}.mp4"), predictor.Model.OutputHeight, predictor.Model.OutputWidth,
                    video.FramesPerSecond ?? 25));
            }

            int done = 0;
            foreach (Rgb24Image frame in video)
            {
                cancellation.ThrowIfCancellationRequested();
                using DensePrediction prediction = predictor.Run(frame);
                latency.Add(prediction.Timing.TotalMs);
                foreach (TaskKind task in tasks)
                {
                    writers[task].Write(Pictures.OfPrediction(prediction, task));
                }

                done++;
                double share = video.FrameCount is > 0 and { } count ? Math.Min(1, (double)done / count) : 0;
                display.Update(share, string.Create(CultureInfo.InvariantCulture, $"frame {done}"));
            }
        }
        finally
        {
            foreach (VideoWriterFile writer in writers.Values)
            {
                writer.Dispose();
            }
        }
    }
}
