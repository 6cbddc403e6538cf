namespace DenseEdge.Contracts;

/// <summary>How the pixels of a frame lie in a model's input. Every format holds the same numbers, 0 to 255, red first;
/// whatever the network wants to see instead, its graph computes.</summary>
public enum InputFormat
{
    /// <summary>Unsigned bytes, [1, H, W, 3]: a camera's frame as it is.</summary>
    UInt8Nhwc,

    /// <summary>32-bit floating point from 0 to 255, [1, 3, H, W], for engines without byte inputs.</summary>
    Float32Nchw,

    /// <summary>16-bit floating point from 0 to 255, which it holds exactly, [1, 3, H, W].</summary>
    Float16Nchw,
}
