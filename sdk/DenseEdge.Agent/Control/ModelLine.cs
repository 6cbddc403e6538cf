namespace DenseEdge.Agent.Control;

/// <summary>A model in a status.</summary>
/// <param name="Digest">The bundle.</param>
/// <param name="Name">The model's name; null if its description can't be read.</param>
/// <param name="Version">Its version; null likewise.</param>
/// <param name="Release">Its release counter; null likewise.</param>
/// <param name="ModelPath">The ONNX file, relative to the store; null for a candidate that isn't installed yet.</param>
public sealed record ModelLine(string Digest, string? Name, string? Version, long? Release, string? ModelPath);
