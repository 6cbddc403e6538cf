using DenseEdge.Contracts;
using DenseEdge.Sdk.Following;
using DenseEdge.Sdk.Inference;
using DenseEdge.Storage;

namespace DenseEdge.Sdk;

/// <content>The active model of a store, and the change from one model to the next between two frames.</content>
public sealed partial class DensePredictor
{
    private readonly List<LoadedModel> _replaced = [];
    private readonly List<TaskSet> _usedTasks = [];
    private ActiveModelFollower? _follower;
    private TaskSet _lastTasks;
    private int _lastHeight;
    private int _lastWidth;

    /// <summary>Tells that another model computes from the next frame on; on a background thread.</summary>
    public event EventHandler<ModelSwappedEventArgs>? ModelSwapped;

    /// <summary>Tells that the new active model can't take over, and why; the old one goes on. On a background thread.</summary>
    public event EventHandler<ModelSwapRefusedEventArgs>? ModelSwapRefused;

    /// <summary>The model of the store that computes the frames.</summary>
    /// <value>Null for a predictor that follows no store.</value>
    public ModelReference? ActiveModel => _follower?.Current;

    /// <summary>Loads the active model of a device's store, and follows it: when the agent makes another model the active one,
    /// that
    /// is loaded and warmed beside this one in the background, and takes over between two frames. No frame is dropped, and none
    /// waits for it; the old model is freed when the last prediction in its buffers is disposed.</summary>
    /// <param name="store">The store's folder.</param>
    /// <param name="options">How to run the models and follow the store; null for the defaults.</param>
    /// <returns>A predictor, for a <see cref="Pipeline.DensePipeline"/> too. Sizes, classes and units may change with the model:
    /// <see cref="DensePrediction.Model"/> tells what a prediction was made with. A model that lacks a task which was used is
    /// refused.</returns>
    /// <exception cref="FileNotFoundException">The store has no active model yet.</exception>
    /// <exception cref="InvalidDataException">The pointer is damaged, or the model is.</exception>
    /// <exception cref="IOException">The store can't be read.</exception>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    /// <exception cref="EngineException">The model can't be run here.</exception>
    public static DensePredictor LoadActive(string store = ActivePointer.DefaultStore, ActiveModelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(store);
        ActiveModelOptions valid = (options ?? new ActiveModelOptions()).Validated();
        ActiveModelFiles files = new(Path.GetFullPath(store), valid);
        DensePredictor predictor = files.LoadFirst(out ActivePointer active);
        predictor._follower = new ActiveModelFollower(predictor, files, active);
        return predictor;
    }

    /// <summary>Gets another predictor's model ready for the frames that this one gets: their size, their tasks, every
    /// buffer.</summary>
    /// <param name="next">A predictor that nobody else uses.</param>
    /// <returns>Why the model can't take over; null if it can.</returns>
    internal string? WarmUp(DensePredictor next)
    {
        (TaskSet[] used, int height, int width) = Seen();
        foreach (TaskSet tasks in used)
        {
            if (!tasks.IsSubsetOf(next.Tasks))
            {
                return $"expected a model that answers {tasks}, which this program uses, found one for {next.Tasks}";
            }
        }

        Rgb24Image frame = height == 0
            ? new Rgb24Image(next.Model.InputHeight, next.Model.InputWidth)
            : new Rgb24Image(height, width);
        DensePrediction[] alive = new DensePrediction[next.ResultBuffers];
        foreach (TaskSet tasks in used.DefaultIfEmpty(next.Tasks))
        {
            for (int i = 0; i < alive.Length; i++)
            {
                alive[i] = next.Run(frame, tasks);
            }

            Array.ForEach(alive, prediction => prediction.Dispose());
        }

        return null;
    }

    /// <summary>Lets another predictor's model compute from the next frame on.</summary>
    /// <param name="next">The predictor, which has nothing left afterwards: it must not be used or disposed.</param>
    /// <returns>False if this one was disposed meanwhile, and the model with it.</returns>
    internal bool Adopt(DensePredictor next)
    {
        lock (_turn)
        {
            if (_disposed)
            {
                next.Dispose();
                return false;
            }

            LoadedModel old = _loaded;
            next._loaded.Times.Clear();
            _loaded = next._loaded;
            _replaced.RemoveAll(model => model.IsDisposed);
            _replaced.Add(old);
            old.Retire();
            return true;
        }
    }

    /// <summary>How long the newest frames of the model took, in milliseconds and ascending order.</summary>
    internal float[] SortedFrameMs()
    {
        lock (_turn)
        {
            return _loaded.Times.Sorted();
        }
    }

    internal void Tell(ModelSwappedEventArgs step) => ModelSwapped?.Invoke(this, step);

    internal void Tell(ModelSwapRefusedEventArgs step) => ModelSwapRefused?.Invoke(this, step);

    private (TaskSet[] Used, int Height, int Width) Seen()
    {
        lock (_turn)
        {
            return ([.. _usedTasks], _lastHeight, _lastWidth);
        }
    }

    // Once a frame: compares, and writes down only what is new.
    private void Note(int height, int width, TaskSet tasks)
    {
        _lastHeight = height;
        _lastWidth = width;
        if (tasks != _lastTasks)
        {
            NoteTasks(tasks);
        }
    }

    private void NoteTasks(TaskSet tasks)
    {
        _lastTasks = tasks;
        if (!_usedTasks.Contains(tasks))
        {
            _usedTasks.Add(tasks);
        }
    }
}
