using System.Diagnostics;
using DenseEdge.Imaging;
using DenseEdge.Sdk;
using DenseEdge.Sdk.Inference;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DenseEdge.InferenceBench;

/// <summary>One model with the SDK's own session options, its input bound as the SDK does.</summary>
internal sealed class BenchSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;

    /// <summary>Loads a model.</summary>
    /// <param name="path">A model with one input of bytes, [1, H, W, 3].</param>
    /// <param name="image">The input's bytes.</param>
    /// <param name="threads">Threads of the engine.</param>
    /// <param name="profile">How the profile's path begins; null for no profile.</param>
    public BenchSession(string path, byte[] image, int threads, string? profile)
    {
        using SessionOptions options = OrtSessionOptions.Create(
            new PredictorOptions { ThreadCount = threads }, ExecutionProvider.Cpu);
        if (profile is not null)
        {
            options.ProfileOutputPathPrefix = profile;
            options.EnableProfiling = true;
        }

        _session = new InferenceSession(path, options);
        (string name, NodeMetadata metadata) = _session.InputMetadata.Single();
        _input = OrtValue.CreateTensorValueFromMemory(image, [.. metadata.Dimensions.Select(size => (long)size)]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput(name, _input);
        foreach (string output in _session.OutputMetadata.Keys)
        {
            _binding.BindOutputToDevice(output, OrtMemoryInfo.DefaultInstance);
        }
    }

    /// <summary>Runs once.</summary>
    /// <returns>Milliseconds by the clock and on processors.</returns>
    public (double ElapsedMs, double CpuMs) Run()
    {
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        _session.RunWithBinding(_run, _binding);
        double elapsedMs = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (elapsedMs, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
    }

    /// <summary>Writes each output as NAME.npy, 32-bit floating point.</summary>
    public void SaveOutputs(string folder)
    {
        using IDisposableReadOnlyCollection<OrtValue> values = _session.RunWithBoundResults(_run, _binding);
        foreach ((string name, OrtValue value) in _session.OutputMetadata.Keys.Zip(values))
        {
            OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
            float[] numbers = info.ElementDataType == TensorElementType.UInt8
                ? Array.ConvertAll(value.GetTensorDataAsSpan<byte>().ToArray(), code => (float)code)
                : value.GetTensorDataAsSpan<float>().ToArray();
            NpyFile.Write(Path.Combine(folder, $"{name}.npy"), numbers, [.. info.Shape.Select(size => checked((int)size))]);
        }
    }

    /// <summary>Ends the profile.</summary>
    /// <returns>Path of the file.</returns>
    public string EndProfile() => _session.EndProfiling();

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _run.Dispose();
        _session.Dispose();
    }
}
