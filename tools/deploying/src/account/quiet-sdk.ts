// This repository asks for Node 20, and the very versions of the SDK that it pins run on it: nothing to warn of.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
