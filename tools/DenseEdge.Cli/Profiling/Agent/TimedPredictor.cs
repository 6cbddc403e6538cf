using System.Diagnostics;
using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>A network as a device runs it: a frame goes in, typed results come out, and the clock stands around all of
/// it.</summary>
internal sealed class TimedPredictor : IDisposable
{
    private const int Seed = 1;
    private readonly DensePredictor _predictor;
    private readonly Rgb24Image _frame;

    /// <summary>Loads a model and runs it once.</summary>
    /// <param name="path">The model.</param>
    /// <param name="engine">What computes.</param>
    /// <param name="threads">Threads of the engine; 0 for one per physical core.</param>
    /// <exception cref="InvalidDataException">The file is no model of DenseEdge.</exception>
    /// <exception cref="EngineException">The engine doesn't run it.</exception>
    public TimedPredictor(string path, EngineChoice engine, int threads)
    {
        _predictor = DensePredictor.Load(
            path, new PredictorOptions { Providers = [engine.Provider], ThreadCount = threads, ResultBuffers = 1 });
        _frame = new Rgb24Image(_predictor.Model.InputHeight, _predictor.Model.InputWidth);
        new Random(Seed).NextBytes(_frame.Pixels);
        Run();
    }

    /// <summary>What the model says about itself.</summary>
    public ModelMetadata Model => _predictor.Model;

    /// <summary>Computes a frame.</summary>
    /// <returns>Milliseconds from the frame to the results.</returns>
    public double Run()
    {
        long before = Stopwatch.GetTimestamp();
        _predictor.Run(_frame).Dispose();
        return Stopwatch.GetElapsedTime(before).TotalMilliseconds;
    }

    /// <inheritdoc/>
    public void Dispose() => _predictor.Dispose();
}
