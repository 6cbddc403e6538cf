using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk;

/// <content>Loading a model.</content>
public sealed partial class DensePredictor
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    /// <summary>Loads a model. With TensorRT this takes minutes the first time; <see cref="PrepareAsync"/> tells how it
    /// goes.</summary>
    /// <param name="path">Path of an ONNX file that DenseEdge exported.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no ONNX model, has no DenseEdge metadata, or its inputs and
    /// outputs are not what the metadata say; the message names the path, what was expected and what was
    /// found.</exception>
    /// <exception cref="ArgumentException">Options are out of range, the message lists every fault; or the model lacks a task of
    /// <see cref="PredictorOptions.PreparedTasks"/>.</exception>
    /// <exception cref="EngineException">None of the execution providers is usable, and the message says why for each; or the
    /// native library or the cache folder isn't usable.</exception>
    public static DensePredictor Load(string path, PredictorOptions? options = null) => Load(path, options, null);

    /// <summary>Loads a model in the background, computes a first frame, so that the next one isn't slow, and tells how it
    /// goes.</summary>
    /// <param name="path">Path of an ONNX file that DenseEdge exported.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="progress">Takes every change of the stage, and the time every second. No engine tells how far it
    /// is.</param>
    /// <param name="cancellationToken">Gives up waiting. ONNX Runtime can't be stopped while it builds an engine: the build goes
    /// on in the background until it is done, stays in <see cref="PredictorOptions.CacheFolder"/> for the next start, and is then
    /// freed.</param>
    /// <returns>A predictor that is ready for frames.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <remarks>Throws what <see cref="Load(string, PredictorOptions?)"/> throws, too.</remarks>
    public static async Task<DensePredictor> PrepareAsync(
        string path,
        PredictorOptions? options = null,
        IProgress<PrepareProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PrepareClock clock = new(options?.TimeProvider ?? TimeProvider.System, progress);
        Task<DensePredictor> work = Task.Run(() => Prepare(path, options, clock, cancellationToken), CancellationToken.None);
        while (!work.IsCompleted && !cancellationToken.IsCancellationRequested)
        {
            using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(work, clock.Wait(ReportEvery, done.Token)).ConfigureAwait(false);
            await done.CancelAsync().ConfigureAwait(false);
            if (!work.IsCompleted)
            {
                clock.Report();
            }
        }

        if (!work.IsCompleted)
        {
            _ = work.ContinueWith(Abandon, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return await work.ConfigureAwait(false);
    }

    private static DensePredictor Prepare(
        string path, PredictorOptions? options, PrepareClock clock, CancellationToken cancellationToken)
    {
        DensePredictor? predictor = Load(path, options, clock);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            clock.Enter(PrepareStage.ComputingAFrame);
            predictor.Run(new Rgb24Image(predictor.Model.InputHeight, predictor.Model.InputWidth)).Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            clock.Enter(PrepareStage.Ready);
            DensePredictor result = predictor;
            predictor = null;
            return result;
        }
        finally
        {
            predictor?.Dispose();
        }
    }

    private static DensePredictor Load(string path, PredictorOptions? options, PrepareClock? clock)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        PredictorOptions valid = (options ?? new PredictorOptions()).Validated();
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: expected a model file, found none.", path);
        }

        using Activity? span = LoadReport.Start(path);
        clock?.Enter(PrepareStage.LoadingTheModel);
        OrtEngine engine = OrtEngineLoader.Load(path, valid);
        DensePredictor? predictor = new(engine, engine.Model, valid);
        try
        {
            clock?.Enter(PrepareStage.PreparingTasks);
            foreach (TaskSet tasks in valid.PreparedTasks)
            {
                predictor.RequireTasks(tasks);
                engine.Prepare(tasks);
            }

            LoadReport.Complete(span, valid.Logger, path, predictor);
            DensePredictor result = predictor;
            predictor = null;
            return result;
        }
        finally
        {
            predictor?.Dispose();
        }
    }

    /// <summary>Gets ready for some of the tasks, so that the first frame that asks for them doesn't have to.</summary>
    /// <param name="tasks">At least one, all of them of <see cref="Tasks"/>.</param>
    /// <exception cref="EngineException">The engine failed.</exception>
    internal void Prepare(TaskSet tasks)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            RequireTasks(tasks);
            NoteTasks(tasks);
            _loaded.Engine.Prepare(tasks);
        }
    }

    /// <summary>Frees what nobody waits for any more; a failure of it concerns nobody either.</summary>
    private static void Abandon(Task<DensePredictor> work)
    {
        if (work.IsCompletedSuccessfully)
        {
            work.Result.Dispose();
        }
        else
        {
            _ = work.Exception;
        }
    }
}
