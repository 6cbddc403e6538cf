using System.Globalization;

namespace TorchSharp;

/// <content>Element types, devices and small enums.</content>
public static partial class torch
{
    /// <summary>Element types, with libtorch's numbers.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>8 bits, unsigned.</summary>
        Byte = 0,

        /// <summary>8 bits, signed.</summary>
        Int8 = 1,

        /// <summary>16 bits, signed.</summary>
        Int16 = 2,

        /// <summary>32 bits, signed.</summary>
        Int32 = 3,

        /// <summary>64 bits, signed.</summary>
        Int64 = 4,

        /// <summary>IEEE half precision.</summary>
        Float16 = 5,

        /// <summary>Single precision.</summary>
        Float32 = 6,

        /// <summary>Double precision.</summary>
        Float64 = 7,

        /// <summary>Truth values, one byte each.</summary>
        Bool = 11,

        /// <summary>The upper half of a single.</summary>
        BFloat16 = 15,
    }

    /// <summary>How a quotient is rounded.</summary>
    public enum RoundingMode
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>Towards 0.</summary>
        trunc,

        /// <summary>Down.</summary>
        floor,
    }

    /// <summary>How an image is resampled.</summary>
    public enum InterpolationMode
    {
        /// <summary>The nearest value.</summary>
        Nearest = 0,

        /// <summary>Not for images: sequences.</summary>
        Linear = 1,

        /// <summary>Four neighbours.</summary>
        Bilinear = 2,

        /// <summary>Sixteen neighbours.</summary>
        Bicubic = 3,

        /// <summary>Not for images: volumes.</summary>
        Trilinear = 4,

        /// <summary>The mean over the area of each output value.</summary>
        Area = 5,
    }

    /// <summary>8 bits, unsigned.</summary>
    public static ScalarType uint8 { get; } = ScalarType.Byte;

    /// <summary>8 bits, signed.</summary>
    public static ScalarType int8 { get; } = ScalarType.Int8;

    /// <summary>16 bits, signed.</summary>
    public static ScalarType int16 { get; } = ScalarType.Int16;

    /// <summary>32 bits, signed.</summary>
    public static ScalarType int32 { get; } = ScalarType.Int32;

    /// <summary>64 bits, signed.</summary>
    public static ScalarType int64 { get; } = ScalarType.Int64;

    /// <summary>IEEE half precision.</summary>
    public static ScalarType float16 { get; } = ScalarType.Float16;

    /// <summary>The upper half of a single.</summary>
    public static ScalarType bfloat16 { get; } = ScalarType.BFloat16;

    /// <summary>Single precision.</summary>
    public static ScalarType float32 { get; } = ScalarType.Float32;

    /// <summary>Double precision.</summary>
    public static ScalarType float64 { get; } = ScalarType.Float64;

    /// <summary>Truth values.</summary>
    public static ScalarType @bool { get; } = ScalarType.Bool;

    /// <summary>The processor.</summary>
    public static Device CPU { get; } = new(DeviceType.CPU);

    /// <summary>The current GPU.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>A device by its name.</summary>
    /// <param name="description">"cpu", "cuda" or "cuda:1".</param>
    /// <returns>The device.</returns>
    public static Device device(string description) => new(description);

    /// <summary>A device by kind and number.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="index">The number, -1 for the current one.</param>
    /// <returns>The device.</returns>
    public static Device device(DeviceType type, int index = -1) => new(type, index);

    /// <summary>Where a tensor lives.</summary>
    public class Device
    {
        /// <summary>A device by its name.</summary>
        /// <param name="description">"cpu", "cuda" or "cuda:1".</param>
        /// <exception cref="ArgumentException">The name is none of these.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            string[] parts = description.Split(':');
            type = parts[0].ToUpperInvariant() switch
            {
                "CPU" => DeviceType.CPU,
                "CUDA" => DeviceType.CUDA,
                _ => throw new ArgumentException(
                    $"Expected cpu, cuda or cuda:N, got '{description}'.", nameof(description)),
            };
            index = parts.Length == 1 ? -1 : int.Parse(parts[1], CultureInfo.InvariantCulture);
        }

        /// <summary>A device by kind and number.</summary>
        /// <param name="type">The kind.</param>
        /// <param name="index">The number, -1 for the current one.</param>
        public Device(DeviceType type, int index = -1)
        {
            this.type = type;
            this.index = index;
        }

        /// <summary>The kind.</summary>
        public DeviceType type { get; }

        /// <summary>The number, -1 for the current one.</summary>
        public int index { get; }

        /// <summary>A device by its name.</summary>
        /// <param name="description">"cpu", "cuda" or "cuda:1".</param>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public override string ToString()
        {
            string name = type == DeviceType.CPU ? "cpu" : "cuda";
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }
    }
}
