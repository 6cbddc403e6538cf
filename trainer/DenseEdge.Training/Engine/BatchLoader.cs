using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;

namespace DenseEdge.Training.Engine;

/// <summary>
/// Augments batches ahead of the training on one background thread. What step s sees depends on the seed and on s alone, so
/// a resumed run continues with the batches that the interrupted one would have seen.
/// </summary>
internal sealed class BatchLoader : IDisposable
{
    // Two are enough to hide the loader behind the training step; more only cost memory.
    private const int BatchesAhead = 2;

    private readonly ISampleSource _source;
    private readonly Augmenter _augmenter;
    private readonly int _seed;
    private readonly int _batchSize;
    private readonly BlockingCollection<TrainingBatch> _empty = [];
    private readonly BlockingCollection<TrainingBatch> _full = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _worker;
    private ExceptionDispatchInfo? _failure;
    private int[] _order = [];
    private int _orderEpoch = -1;

    /// <summary>Starts loading.</summary>
    /// <param name="source">The training samples; at least one.</param>
    /// <param name="tasks">The tasks that get labels.</param>
    /// <param name="augmenter">Makes samples of the batch's height and width.</param>
    /// <param name="options">Batch size and seed.</param>
    /// <param name="size">Height and width in pixels.</param>
    /// <param name="firstStep">The step to begin with: 0, or where a checkpoint stands.</param>
    public BatchLoader(
        ISampleSource source, IReadOnlyList<TaskSpec> tasks, Augmenter augmenter, TrainingOptions options,
        (int Height, int Width) size, int firstStep)
    {
        if (source.Count == 0)
        {
            throw new ArgumentException("Expected at least one training sample, found none.", nameof(source));
        }

        (_source, _augmenter, _seed, _batchSize) = (source, augmenter, options.Seed, options.BatchSize);
        for (int i = 0; i < BatchesAhead + 1; i++)
        {
            _empty.Add(new TrainingBatch(tasks, options.BatchSize, size.Height, size.Width));
        }

        _worker = new Thread(() => Work(firstStep)) { IsBackground = true, Name = "batch loader" };
        _worker.Start();
    }

    /// <summary>Waits for the next batch. Hand it back with <see cref="Return"/>.</summary>
    /// <exception cref="InvalidDataException">A sample could not be read.</exception>
    public TrainingBatch Next()
    {
        // The worker completes the collection when it fails, which ends this wait.
        if (_full.TryTake(out TrainingBatch? batch, Timeout.Infinite))
        {
            return batch;
        }

        _failure?.Throw();
        throw new ObjectDisposedException(nameof(BatchLoader));
    }

    /// <summary>Gives a batch back to be filled again.</summary>
    /// <param name="batch">A batch from <see cref="Next"/>.</param>
    public void Return(TrainingBatch batch) => _empty.Add(batch);

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _worker.Join();
        _stop.Dispose();
        _empty.Dispose();
        _full.Dispose();
    }

    private void Work(int firstStep)
    {
        try
        {
            for (int step = firstStep; ; step++)
            {
                TrainingBatch batch = _empty.Take(_stop.Token);
                Fill(batch, step);
                _full.Add(batch, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Dispose asked for the end.
        }
#pragma warning disable CA1031 // Not swallowed: Next throws it again on the training thread.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    private void Fill(TrainingBatch batch, int step)
    {
        for (int i = 0; i < _batchSize; i++)
        {
            long position = ((long)step * _batchSize) + i;
            int epoch = (int)(position / _source.Count);
            if (epoch != _orderEpoch)
            {
                Shuffle(epoch);
            }

            DenseSample sample = _source.Load(_order[(int)(position % _source.Count)]);
            Random random = new(unchecked((int)Mix((uint)_seed, position)));
            batch.Set(i, _augmenter.Apply(sample, random));
        }
    }

    private void Shuffle(int epoch)
    {
        _order = [.. Enumerable.Range(0, _source.Count)];
        new Random(unchecked((int)Mix((uint)_seed ^ 0x5EED_0000u, epoch))).Shuffle(_order);
        _orderEpoch = epoch;
    }

    // SplitMix64's finaliser: neighbouring positions get unrelated seeds.
    private static ulong Mix(uint seed, long position)
    {
        unchecked
        {
            ulong z = ((ulong)seed << 32) + ((ulong)position * 0x9E3779B97F4A7C15UL) + 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
