namespace TorchSharp;

/// <content>What stands between the brackets of a tensor.</content>
public static partial class torch
{
    /// <summary>One entry of an indexer: a position, a range, an index tensor, "the rest" or a new dimension.</summary>
    public readonly struct TensorIndex
    {
        internal readonly Kinds Kind;
        internal readonly long? Start;
        internal readonly long? Stop;
        internal readonly long? Step;
        internal readonly torch.Tensor? Indices;

        private TensorIndex(
            Kinds kind, long? start = null, long? stop = null, long? step = null, torch.Tensor? indices = null)
        {
            Kind = kind;
            Start = start;
            Stop = stop;
            Step = step;
            Indices = indices;
        }

        internal enum Kinds
        {
            None,
            Single,
            Slice,
            Ellipsis,
            Tensor,
        }

        /// <summary>All dimensions that the other entries leave.</summary>
        public static TensorIndex Ellipsis { get; } = new(Kinds.Ellipsis);

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex None { get; } = new(Kinds.None);

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex Null { get; } = new(Kinds.None);

        /// <summary>All of one dimension.</summary>
        public static TensorIndex Colon { get; } = new(Kinds.Slice);

        /// <summary>One position; the dimension goes.</summary>
        /// <param name="value">The position.</param>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>The positions that a tensor holds, or those that its truth values mark.</summary>
        /// <param name="value">Positions or truth values.</param>
        public static implicit operator TensorIndex(torch.Tensor value) => Tensor(value);

        /// <summary>A range, its end not included.</summary>
        /// <param name="range">First position and end.</param>
        public static implicit operator TensorIndex((long? start, long? end) range) => Slice(range.start, range.end);

        /// <summary>A range, its end not included.</summary>
        /// <param name="range">The range; <c>^1</c> counts from the end.</param>
        public static implicit operator TensorIndex(Range range)
        {
            long start = range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value;
            long? stop = !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? null : -range.End.Value;
            return Slice(range.Start.IsFromEnd && range.Start.Value == 0 ? long.MaxValue : start, stop);
        }

        /// <summary>A range, its end not included.</summary>
        /// <param name="start">The first position, null for 0.</param>
        /// <param name="stop">The end, null for the dimension's.</param>
        /// <param name="step">The distance, null for 1.</param>
        /// <returns>The entry.</returns>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(Kinds.Slice, start, stop, step);

        /// <summary>One position; the dimension goes.</summary>
        /// <param name="index">The position, null for 0.</param>
        /// <returns>The entry.</returns>
        public static TensorIndex Single(long? index) => new(Kinds.Single, index);

        /// <summary>The positions that a tensor holds, or those that its truth values mark.</summary>
        /// <param name="tensor">Positions or truth values.</param>
        /// <returns>The entry.</returns>
        public static TensorIndex Tensor(torch.Tensor tensor) => new(Kinds.Tensor, indices: tensor);
    }
}
