using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

/// <content>The module: parameters, buffers and children.</content>
public static partial class torch
{
    /// <summary>Networks and their parts.</summary>
    public static partial class nn
    {
        /// <summary>The base of all layers and networks: a tree of modules with parameters and buffers.</summary>
        public partial class Module : IDisposable
        {
            private readonly string _name;
            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, Tensor> _buffers = [];
            private readonly OrderedDictionary<string, Module> _submodules = [];
            private bool _componentsRegistered;
            private bool _disposed;

            /// <summary>
            /// A module without parts; assign them to fields, then call <see cref="RegisterComponents"/>.
            /// </summary>
            /// <param name="name">The name that <see cref="GetName"/> gives.</param>
            protected Module(string name) => _name = name;

            /// <summary>A layer that registers its parts itself.</summary>
            private protected Module(string name, bool componentsRegistered)
                : this(name) => _componentsRegistered = componentsRegistered;

            /// <summary>Whether the module is in training mode.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>Sets the mode of this module and of all modules below.</summary>
            /// <param name="train">True for training.</param>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (Module child in _submodules.Values)
                {
                    child.train(train);
                }
            }

            /// <summary>Ends training mode for this module and all modules below.</summary>
            public virtual void eval() => train(false);

            /// <summary>Sets the gradients of all parameters to 0.</summary>
            public virtual void zero_grad() => GradientTools.Zero([.. parameters()]);

            /// <summary>Calls a function for every module below, then for this one.</summary>
            /// <param name="fn">What to call.</param>
            /// <returns>This module.</returns>
            public virtual Module apply(Action<Module> fn)
            {
                ArgumentNullException.ThrowIfNull(fn);
                foreach (Module child in _submodules.Values)
                {
                    child.apply(fn);
                }

                fn(this);
                return this;
            }

            /// <summary>The name that the constructor was given.</summary>
            /// <returns>The name.</returns>
            public virtual string GetName() => _name;

            /// <summary>Releases the parameters, buffers and modules below.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Moves parameters, buffers and the modules below to a device or element type.</summary>
            /// <param name="device">The device, null to stay.</param>
            /// <param name="dtype">The element type of real tensors, null to keep.</param>
            /// <remarks>Each parameter stays the same object, so an optimiser made before goes on working.</remarks>
            internal void Move(Device? device, ScalarType? dtype)
            {
                if (device?.type == DeviceType.CUDA && !cuda.is_available())
                {
                    throw new InvalidOperationException("CUDA is not available.");
                }

                using DisposeScope scope = NewDisposeScope();
                foreach (Tensor tensor in state_dict().Values)
                {
                    ScalarType? target = IsReal(tensor.dtype) ? dtype : null;
                    using Tensor source = tensor.detach();
                    using Tensor moved = (target, device) switch
                    {
                        (null, null) => source.alias(),
                        (null, _) => source.to(device),
                        (_, null) => source.to_type(target.Value),
                        _ => source.to(target.Value, device),
                    };
                    NativeMethods.TensorSetData(tensor.Handle, moved.Handle);
                }
            }

            /// <summary>Releases the parameters, buffers and modules below.</summary>
            /// <param name="disposing">False on the finalizer's thread.</param>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                {
                    return;
                }

                _disposed = true;
                foreach (Tensor buffer in _buffers.Values)
                {
                    buffer.Dispose();
                }

                foreach (Parameter parameter in _parameters.Values)
                {
                    parameter.Dispose();
                }

                foreach (Module child in _submodules.Values)
                {
                    child.Dispose();
                }
            }

            private static bool IsReal(ScalarType type) =>
                type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;
        }
    }
}
