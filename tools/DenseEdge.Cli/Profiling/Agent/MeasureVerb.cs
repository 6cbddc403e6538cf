using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>denseedge measure: the agent that runs on the device, in a process of its own.</summary>
internal static class MeasureVerb
{
    /// <summary>Prints which device this is, as JSON.</summary>
    /// <param name="engine">What computes; null for the best that is there.</param>
    /// <param name="threads">Threads of the engine.</param>
    public static int PrintIdentity(ExecutionProvider? engine, int threads)
    {
        Console.Out.Write(SearchJson.Write(IdentityReader.Read(EngineChoice.Make(engine), threads)));
        return 0;
    }

    /// <summary>Measures every model of a job that the result doesn't have yet; the result is written anew after each.</summary>
    /// <param name="jobPath">The job.</param>
    /// <param name="resultPath">The result, <see cref="MeasurementRecord"/>.</param>
    /// <param name="attached">Whether to stop when standard input ends.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <exception cref="InvalidDataException">The result is of another device or another reference, or a file is no
    /// model.</exception>
    public static int Run(string jobPath, string resultPath, bool attached, CancellationToken cancellation)
    {
        using Attachment attachment = new(attached, cancellation);
        using FileStream lease = Lease.Take($"{resultPath}.lock", attachment.Ended);
        return Measure(jobPath, resultPath, attachment.Ended);
    }

    private static int Measure(string jobPath, string resultPath, CancellationToken cancellation)
    {
        var job = MeasureJob.Load(jobPath);
        EngineChoice engine = EngineChoice.Make(job.Engine);
        using TimedPredictor reference = new(job.Options.ReferencePath, engine, job.Threads);
        using BoardWatch watch = new();
        InterleavedTimer timer = new(job.Options, reference.Run, watch.Read, TimeProvider.System);
        MeasurementRecord record = Begin(job, resultPath, engine, () => timer.CalibrateReference(cancellation));
        (string Path, string Digest)[] models =
            [.. job.Models.Select(path => (path, ModelDigest.Of(path))).DistinctBy(model => model.Item2)];
        (string Path, string Digest)[] missing = [.. models.Where(model => record.Find(model.Digest) is null)];
        new Random(job.Options.Seed).Shuffle(missing);
        int known = models.Length - missing.Length;
        long start = TimeProvider.System.GetTimestamp();
        for (int i = 0; i < missing.Length; i++)
        {
            TimeSpan? left = i == 0 ? null : TimeProvider.System.GetElapsedTime(start) / i * (missing.Length - i);
            Report(new MeasurementProgress(known + i, models.Length, Path.GetFileName(missing[i].Path), left));
            record = record.With(Measure(missing[i].Path, missing[i].Digest));
            record.Save(resultPath);
        }

        record.Save(resultPath);
        Report(new MeasurementProgress(models.Length, models.Length, "done", TimeSpan.Zero));
        return 0;

        RecordedMeasurement Measure(string path, string digest)
        {
            using TimedPredictor network = new(path, engine, job.Threads);

            // What earlier networks left behind is collected now, not in the middle of a run.
            GC.Collect();
            Genotype? genotype = network.Model.Genotype;
            return new RecordedMeasurement(
                genotype, timer.Measure(network.Run, cancellation).Summarize(digest, record.ReferenceMs));
        }
    }

    private static void Report(MeasurementProgress progress) => Console.Out.WriteLine(ProgressLine.Write(progress));

    private static MeasurementRecord Begin(MeasureJob job, string resultPath, EngineChoice engine, Func<double> calibrate)
    {
        DeviceIdentity identity = IdentityReader.Read(engine, job.Threads);
        string reference = ModelDigest.Of(job.Options.ReferencePath);
        if (!File.Exists(resultPath))
        {
            return new MeasurementRecord
            {
                Identity = identity,
                ReferenceDigest = reference,
                ReferenceMs = job.Options.ReferenceMs ?? calibrate(),
                Measurements = [],
            };
        }

        var record = MeasurementRecord.Load(resultPath);
        record.Identity.Require(identity);
        bool isSame = record.ReferenceDigest == reference && record.ReferenceMs == (job.Options.ReferenceMs ?? record.ReferenceMs);
        return isSame ? record : throw new InvalidDataException(
            $"'{resultPath}': expected measurements beside the reference {reference[..12]} of {job.Options.ReferenceMs} ms, "
            + $"found some beside {record.ReferenceDigest[..12]} of {record.ReferenceMs} ms. Delete the file to measure anew.");
    }
}
