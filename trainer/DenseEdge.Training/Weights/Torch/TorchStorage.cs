namespace DenseEdge.Training.Weights.Torch;

/// <summary>Numbers in a checkpoint, or a part of them; several tensors can share a storage.</summary>
/// <param name="Type">The format of the numbers.</param>
/// <param name="Key">Its name in the file.</param>
/// <param name="Count">How many numbers the named storage has.</param>
/// <param name="Start">The first number of the part.</param>
/// <param name="Length">How many numbers the part has.</param>
internal sealed record TorchStorage(SafeTensorType Type, string Key, long Count, long Start, long Length);
