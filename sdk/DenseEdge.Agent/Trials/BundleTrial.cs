using System.Diagnostics;
using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Bundles;
using DenseEdge.Bundles.Golden;
using DenseEdge.Sdk;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Trials;

/// <summary>The trial of a bundle: its model is loaded beside whatever runs, computes the bundle's golden frames within their
/// tolerances, gives no number that isn't one, and keeps the promised time.</summary>
/// <param name="files">The disk.</param>
/// <param name="options">How to judge.</param>
/// <param name="time">The clock of the reports.</param>
public sealed class BundleTrial(IFileSystem files, TrialOptions options, TimeProvider time) : IModelTrial
{
    private const double BytesPerMegabyte = 1e6;

    /// <inheritdoc/>
    public async Task<IPreparedModel> PrepareAsync(
        InstalledModel model, string folder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            double before = MemoryMegabytes();
            long start = time.GetTimestamp();
            GoldenSet golden = LoadGolden(folder);
            PredictorOptions settings = new() { ThreadCount = options.Threads, ResultBuffers = 1 };
            DensePredictor predictor = await DensePredictor.PrepareAsync(
                Path.Combine(folder, model.ModelFile), settings, new StageMessages(progress), cancellationToken).ConfigureAwait(false);
            return new PreparedBundle(model, predictor, golden, options, time)
            {
                PreparedSeconds = time.GetElapsedTime(start).TotalSeconds,
                MegabytesBefore = before,
            };
        }
        catch (Exception fault) when (fault is EngineException or InvalidDataException or FileNotFoundException)
        {
            throw new UpdateException(UpdateFailure.Model, $"{model} can't be run here: {fault.Message}", fault);
        }
    }

    internal static double MemoryMegabytes()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64 / BytesPerMegabyte;
    }

    private GoldenSet LoadGolden(string folder)
    {
        string path = Path.Combine(folder, BundleFiles.Golden);
        using Stream stream = files.OpenRead(path);
        return GoldenSet.Load(stream, path);
    }

    private sealed class StageMessages(IProgress<string>? progress) : IProgress<PrepareProgress>
    {
        public void Report(PrepareProgress value) => progress?.Report($"{Sentence(value.Stage)} ({value.Elapsed.TotalSeconds:F0} s)");

        private static string Sentence(PrepareStage stage) => stage switch
        {
            PrepareStage.LoadingTheModel => "The engine loads the model, and builds what it needs.",
            PrepareStage.PreparingTasks => "Preparing tasks.",
            PrepareStage.ComputingAFrame => "Computing a first frame.",
            _ => "Ready.",
        };
    }
}
