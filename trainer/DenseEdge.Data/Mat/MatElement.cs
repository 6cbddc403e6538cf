namespace DenseEdge.Data.Mat;

/// <summary>One data element: its kind and its bytes, without tag and padding.</summary>
/// <param name="Type">The kind; may be a number that the format does not define.</param>
/// <param name="Data">The bytes.</param>
internal readonly record struct MatElement(MatType Type, ReadOnlyMemory<byte> Data);
