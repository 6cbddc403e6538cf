namespace DenseEdge.Data.Transforms;

/// <summary>The colour around an image that is smaller than the network's input.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
public readonly record struct PadColor(byte Red, byte Green, byte Blue)
{
    /// <summary>
    /// The mean colour of ImageNet, (124, 116, 104). The reference implementation pads with 0 after it has subtracted
    /// this mean; here the network subtracts it itself, so that padding with the mean gives it (nearly) the same 0.
    /// </summary>
    public static PadColor ImageNetMean { get; } = new(124, 116, 104);
}
